import { useSyncExternalStore } from 'react';
import { Text } from 'react-native';
import { provisioner } from './provisioner';

/** One line about where the app stands. The Expo example has a sign-in. */
export function App() {
  const snapshot = useSyncExternalStore(provisioner.subscribe, provisioner.getSnapshot);
  return <Text>{snapshot.problem?.message ?? snapshot.problem?.person ?? `${snapshot.phase}, ${Math.round(snapshot.progress * 100)} %`}</Text>;
}
