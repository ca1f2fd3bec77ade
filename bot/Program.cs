using TeamsCommunityBot;

return await Startup.RunAsync(Startup.Build(args));
