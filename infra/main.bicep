// Everything that the bot needs in one resource group. There is no secret in it: a managed identity is the bot's registration, and opens its store.

@description('The start of every name: lower-case letters, digits and hyphens.')
@minLength(3)
@maxLength(24)
param name string

@description('What the Azure portal calls the bot. In Teams its name is the one in the app package.')
@minLength(1)
@maxLength(42)
param displayName string = 'Community Bot'

@description('Where everything stands, the bot registration apart: that is global.')
param location string = resourceGroup().location

@description('The tier of the bot registration.')
@allowed(['F0', 'S1'])
param botSku string = 'F0'

// Web apps, bots and storage accounts have names that nobody else in the world may have.
var unique = uniqueString(resourceGroup().id, name)
var worldName = '${name}-${unique}'

// The name that the bot uses (bot/Storage/StorageOptions.cs).
var tableName = 'CommunityBot'

var roleIds = {
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'bot${unique}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource table 'tables' = {
      name: tableName
    }
  }
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roleIds): {
    name: guid(storage.id, identity.id, role.value)
    scope: storage
    properties: {
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: { name: 'B1' }
  properties: { reserved: true } // Linux
}

resource web 'Microsoft.Web/sites@2023-12-01' = {
  name: worldName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'DOTNETCORE|10.0'
      alwaysOn: true
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/health/ready'
      appSettings: [
        { name: 'Bot__AppId', value: identity.properties.clientId }
        { name: 'Bot__TenantId', value: identity.properties.tenantId }
        { name: 'Bot__AppType', value: 'UserAssignedMsi' }
        { name: 'Bot__ManagedIdentityClientId', value: identity.properties.clientId }
        { name: 'Storage__TableEndpoint', value: storage.properties.primaryEndpoints.table }
      ]
    }
  }

  // Whoever may deploy does so by their own account: there is no password for it.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noDeploymentPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: worldName
  location: 'global'
  kind: 'azurebot'
  sku: { name: botSku }
  properties: {
    displayName: displayName
    endpoint: 'https://${web.properties.defaultHostName}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true }
    }
  }
}

@description('The web app, to deploy the program to.')
output webApp string = web.name

@description('The --domain of the app package.')
output host string = web.properties.defaultHostName

@description('The --bot-id of the app package.')
output botAppId string = identity.properties.clientId

output messagingEndpoint string = bot.properties.endpoint
