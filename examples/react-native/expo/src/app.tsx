import { useState, useSyncExternalStore } from 'react';
import { Button, Text, TextInput, View } from 'react-native';
import { provisioner } from './provisioner';

/** A sign-in until there is a profile; then the profile. Whatever fails shows its sentence. */
export function App() {
  const snapshot = useSyncExternalStore(provisioner.subscribe, provisioner.getSnapshot);
  if (snapshot.profile === undefined) return <SignIn problem={(snapshot.problem?.message ?? snapshot.problem?.person)} progress={snapshot.progress} />;
  return (
    <View>
      <Text>{snapshot.identity?.username}</Text>
      <Text>{JSON.stringify(provisioner.explain('account.codecOrder'))}</Text>
      <Button title="Sign out" onPress={() => void provisioner.signOut()} />
    </View>
  );
}

function SignIn({ problem, progress }: { problem: string | undefined; progress: number }) {
  const [cloudId, setCloudId] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  return (
    <View>
      <TextInput placeholder="Cloud ID" value={cloudId} onChangeText={setCloudId} autoCapitalize="characters" />
      <TextInput placeholder="User name" value={username} onChangeText={setUsername} autoCapitalize="none" />
      <TextInput placeholder="Password" value={password} onChangeText={setPassword} secureTextEntry />
      <Button title="Sign in" onPress={() => void provisioner.provision({ cloudId, username, password })} />
      <Text>{problem ?? `${Math.round(progress * 100)} %`}</Text>
    </View>
  );
}
