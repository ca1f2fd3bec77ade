using 'main.bicep'

// An example: take a name of your own.
param name = 'example-community-bot'
param botSku = 'F0'
