using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Tests.Security;
using TeamsCommunityBot.Tests.Support;

namespace TeamsCommunityBot.BotBuilder.Support;

/// <summary>One request put before both: our boundary as it runs in Production, and the SDK's.</summary>
internal sealed class Boundary(SimTeams sim, BotHost bot, Boundary.Reasons reasons) : IAsyncDisposable
{
    public SimTeams Sim => sim;

    public static async Task<Boundary> StartAsync(SimTeams sim)
    {
        var reasons = new Reasons();
        var bot = await BotHost.StartAsync(sim, more: services => services.AddSingleton<ILoggerProvider>(reasons)
            .AddLogging(log => log.AddFilter(typeof(RefusalLog).FullName, LogLevel.Debug)));
        return new(sim, bot, reasons);
    }

    /// <summary>What ours answers.</summary>
    public async Task<Verdict> OursAsync(Draft draft)
    {
        var context = await ContextAsync(draft);
        await using var scope = bot.Services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await bot.Services.GetRequiredService<MessagesEndpoint>().HandleAsync(context);
        reasons.Told.TryRemove(context.TraceIdentifier, out var reason);
        return new(context.Response.StatusCode, Text(context), reason);
    }

    /// <summary>What the SDK answers, with a bot behind it that says nothing. A crash is a refusal too: it answers 500.</summary>
    public static async Task<Verdict> SdkAsync(CloudAdapter adapter, Draft draft)
    {
        var context = await ContextAsync(draft);
        var bot = new Silent();
        try
        {
            await adapter.ProcessAsync(context.Request, context.Response, bot);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(StatusCodes.Status500InternalServerError, "", e.ToString());
        }

        return new(bot.Reached ? StatusCodes.Status200OK : Math.Max(context.Response.StatusCode, StatusCodes.Status400BadRequest), Text(context));
    }

    public async ValueTask DisposeAsync() => await bot.DisposeAsync();

    private static async Task<DefaultHttpContext> ContextAsync(Draft draft)
    {
        using var message = draft.ToRequest(new Uri("http://127.0.0.1/"));
        var context = new DefaultHttpContext { TraceIdentifier = Guid.NewGuid().ToString() };
        context.Request.Method = message.Method.Method;
        context.Request.Path = draft.Path;
        foreach (var (name, values) in message.Headers.NonValidated) context.Request.Headers[name] = values.ToArray();
        if (message.Content is { } content)
        {
            foreach (var (name, values) in content.Headers.NonValidated) context.Request.Headers[name] = values.ToArray();
            context.Request.Body = new MemoryStream(await content.ReadAsByteArrayAsync());
            context.Request.ContentLength = context.Request.Body.Length;
        }

        context.Response.Body = new MemoryStream();
        return context;
    }

    private static string Text(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());

    private sealed class Silent : IBot
    {
        public bool Reached { get; private set; }

        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            Reached = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>Keeps, per request, the rule that our boundary says was broken.</summary>
    internal sealed class Reasons : ILoggerProvider, ILogger
    {
        public ConcurrentDictionary<string, string> Told { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (state is not IReadOnlyList<KeyValuePair<string, object?>> facts) return;
            var named = facts.ToDictionary(fact => fact.Key, fact => fact.Value?.ToString());
            if (named.TryGetValue("Reason", out var reason) && named.TryGetValue("RequestId", out var request)) Told[request!] = reason!;
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}

/// <param name="Reason">Why it was refused, where that is told.</param>
internal sealed record Verdict(int Status, string Body = "", string? Reason = null)
{
    /// <summary>Believed to come from Bot Framework, for us: whatever the bot then makes of it. 501 is an answer to an invoke that was let in.</summary>
    public bool LetIn => Status is StatusCodes.Status200OK or StatusCodes.Status501NotImplemented;
}
