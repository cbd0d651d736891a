import 'react-native-get-random-values'; // first: it gives the app its `crypto.getRandomValues`
import { AppRegistry } from 'react-native';
import { App } from './src/app';

AppRegistry.registerComponent('AcmeTalk', () => App);
