using TeamsCommunityBot;

return await Startup.RunAsync(args);
