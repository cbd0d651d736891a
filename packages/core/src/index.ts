// Input (I): strings to parameters, and back.
export type { CloudId, Parameters } from './input/parameters.js';
export { formatCloudId, parseCloudId } from './input/cloud-id.js';
export { formatClassic, parseClassic, type ClassicFields, type FormOptions } from './input/classic-screen.js';
export { formatWhiteLabel, parseWhiteLabel } from './input/white-label-screen.js';
export { formatCscCode, parseCscCode, type CscOptions } from './input/csc-code.js';
export { DEFAULT_LINK_SCHEMES, formatAppLink, parseAppLink, type AppLink } from './input/app-link.js';
export * from './input/managed-configuration.js';

// Problems, warnings and values.
export { problem, type EarlyProblemCode, type Fault, type Noticed, type Problem, type ProblemCode, type ProblemDetails, type Result, type Warning } from './document/problem.js';
export { isSecurityEvent } from './document/security-event.js';
export { engineerSentence } from './document/engineer-sentences.js';
export { isSecret, isSubtree } from './document/tree.js';
export type { Asked, DocumentName, Leaf, Pairs, RawElement, SafeElement, SecretRef, Value, XmlElement } from './document/tree.js';
export { MASK, maskLeaf, maskTree } from './document/mask.js';

// Documents (D): trees to what they bring to the merge.
export { readAccount } from './document/account.js';
export { readGlobal } from './document/global.js';
export { readProvisioning } from './document/provisioning.js';
export { formatRevision, readRevision, type Revision } from './document/revision.js';
export { readTheme, type Theme, type ThemeCritical, type ThemeImage } from './document/theme.js';
export { formatCritical, parseCritical, type KeptCritical } from './document/theme-critical.js';
export { validateAccount } from './document/validate-account.js';
export type { Validator, ValidatorType } from './document/validator.js';
export { impactOf, type Impact } from './document/impact.js';

// Typed access to a profile (D4, D6, D7).
export { accountNode, prefKey, type AccountNodeName, type AccountNodeValue, type PrefKeyName, type PrefKeyValue } from './document/typed-nodes.js';
export { dialActions, quickDials, type DialAction, type QuickDial } from './document/typed-items.js';
export { chooseText, localText, type LocalTexts } from './document/local-text.js';

// What bodies are read with, and what they become.
export { XML_LIMITS, type XmlFailureCode, type XmlLimits, type XmlReading } from './document/reading.js';
export type { DocumentContent } from './document/content.js';
export type { IncomingCollection, IncomingDocument, IncomingItem, IncomingNode } from './document/mergeable.js';

// Web services (W): definition and scope to a request.
export { readService } from './service/definition.js';
export { fillTemplate } from './service/template.js';
export { fillRequest } from './service/request.js';
export { parseChallenges, type WrittenChallenge } from './service/challenge.js';
export { chooseChallenge, type Challenge, type DigestAlgorithm, type DigestChallenge } from './service/choose-challenge.js';
export { digestAuthorization, type Credentials, type DigestUse } from './service/digest-auth.js';
export { requestKey, type Validators } from './service/request-key.js';
export { isLoopback } from './service/host.js';
export { portalRequest } from './service/portal-request.js';
export { followRedirect, judgeDetected } from './service/redirect.js';
export { formatUrl, originOf, splitUrl, type SplitUrl } from './service/url.js';
export { md5, sha1, sha256 } from './text/hash.js';
export { decodeUtf8, utf8Bytes } from './text/utf8.js';
export type { HttpMethod, HttpRequest, InsecurePolicy, Scope, ServiceDefinition, ServicePrefix } from './service/service.js';

// Merge (M): layers to a profile, and why.
export { applyDocument } from './merge/apply-document.js';
export { merge } from './merge/merge.js';
export { emptyLayers, type Channel, type Layers } from './merge/layer.js';
export { explain, type Claim, type Editable, type Explanation, type LossReason, type LostClaim, type Provenance } from './merge/explain.js';
export { formatPath, parsePath, paths, valueAt, type ItemPath, type Path } from './merge/path.js';
export { parseItemPath } from './merge/item-path.js';
export { canEdit } from './merge/can-edit.js';
export { edit, revert, type CheckAccount, type ItemEdit } from './merge/edit.js';
export { sealEdit } from './merge/seal-edit.js';
export { withoutBadEdits, type Kept } from './merge/without-bad-edits.js';
export { plan, type Change, type Plan } from './merge/plan.js';
export { shrinks, type Shrink } from './merge/shrink-guard.js';
export type { Profile, ProfileItem, ProfileValue } from './merge/profile.js';

// The machine (F), its outcomes (O) and what it saves (S).
export { initial } from './machine/initial.js';
export { step } from './machine/step.js';
export { deadline } from './machine/deadline.js';
export type { MachineEvent } from './machine/event.js';
export type { Authentication, Command, Target } from './machine/command.js';
export type { State } from './machine/state.js';
export type { Settings } from './machine/settings.js';
export type { Transition } from './machine/transition.js';
export { ANSWERS, FAILURES, judgeStatus, type AnswerRow, type FailureReason } from './policy/answer.js';
export { OUTCOMES, type Curve, type OnFirstRun, type OnRefresh, type OutcomeId, type OutcomeRow } from './policy/outcome.js';
export { decodeGeneration, encodeGeneration } from './store/text.js';
export type { Generation, SavedDocument, SavedProfile } from './store/generation.js';
export type { StoredGeneration } from './store/stored.js';
