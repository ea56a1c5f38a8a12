declare module '@babel/preset-typescript';
declare module 'babel-preset-solid';
