export const USAGE = `firstring: provision a softphone client, and see why it is configured as it is

  firstring provision [USER@]CLOUDID --portal URL   sign in and save the merged profile
  firstring status                                  what is saved on this device
  firstring explain PATH                            why a value is what it is, e.g. account.codecOrder
  firstring sign-out                                remove profile and credentials from this device
  firstring replay FILE                             a recorded run, step by step

Options
  --portal URL        base URL of the portal (or FIRSTRING_PORTAL)
  --state DIR         where this device keeps its state (or FIRSTRING_STATE)
  --instance NAME     one of several identities in one state folder (default: default)
  --record FILE       write what provision did as a trace, without secrets and names, for replay and for support
  --password-stdin    read the password from standard input, up to the first line end
  --overlap           ask the provider's two services at the same time
  --allow-http        plain http beyond this machine too; passwords arrive there empty
  --json              one JSON object on standard output, for machines
  --help, --version

The password is asked for in a terminal, or read from standard input or FIRSTRING_PASSWORD; it is never an argument.
Only provision uses the network; it leaves what is saved as it is unless everything succeeds.
Exit codes: 0 done, 2 usage or input, 3 refused, 4 unreachable or busy, 5 unusable answer, 6 storage, 7 nothing saved,
8 replayed otherwise, 130 interrupted, 1 anything else.
`;
