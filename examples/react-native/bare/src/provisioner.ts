import AsyncStorage from '@react-native-async-storage/async-storage';
import NetInfo from '@react-native-community/netinfo';
import { createNativePorts, fromKeychain } from '@firstring/adapter-rn';
import { createProvisioner } from '@firstring/core/driver';
import { AppState, Platform } from 'react-native';
import * as Keychain from 'react-native-keychain';

export const provisioner = createProvisioner({
  app: { name: 'Acme Talk', version: '3.2.0' },
  portal: 'https://portal.example',
  ports: createNativePorts({
    followedRedirects: 'accepted', // W11: see 'Redirects' in the README of @firstring/adapter-rn
    storage: AsyncStorage,
    keychain: fromKeychain(Keychain),
    appState: AppState,
    netInfo: NetInfo,
    platform: Platform,
  }),
});
