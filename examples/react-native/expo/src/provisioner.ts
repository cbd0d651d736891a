import AsyncStorage from '@react-native-async-storage/async-storage';
import NetInfo from '@react-native-community/netinfo';
import { createNativePorts } from '@firstring/adapter-rn';
import { createProvisioner } from '@firstring/core/driver';
import { getRandomBytes } from 'expo-crypto';
import * as SecureStore from 'expo-secure-store';
import { AppState, Platform } from 'react-native';

export const provisioner = createProvisioner({
  app: { name: 'Acme Talk', version: '3.2.0' },
  portal: 'https://portal.example',
  ports: createNativePorts({
    followedRedirects: 'accepted', // W11: see 'Redirects' in the README of @firstring/adapter-rn
    storage: AsyncStorage,
    keychain: SecureStore,
    appState: AppState,
    netInfo: NetInfo,
    platform: Platform,
    random: getRandomBytes,
  }),
});
