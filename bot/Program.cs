using TeamsCommunityBot;

var app = Startup.Build(args);
await app.RunAsync();
