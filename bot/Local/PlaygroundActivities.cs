using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Local;

/// <summary>On the way in: the client speaks the language that was set, and a press on a message that is somebody else's becomes theirs.</summary>
internal sealed class PlaygroundActivities(OthersChats others, IOptions<PlaygroundOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(TakeOverAsync);
        next(app);
    };

    private async Task TakeOverAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        var activity = await ReadAsync(context.Request.Body, context.RequestAborted);
        context.Request.Body.Position = 0;
        if (activity is null)
        {
            await next(context);
            return;
        }

        if (options.Value.Locale is { Length: > 0 } locale) activity["locale"] = locale;
        var chat = others.TakeOver(activity);
        context.Request.Body = Stream(activity, out var length);
        context.Request.ContentLength = length;
        if (chat is null) await next(context);
        else await MarkAnswerAsync(context, next, chat);
    }

    private async Task MarkAnswerAsync(HttpContext context, RequestDelegate next, string chat)
    {
        var (wire, answer) = (context.Response.Body, new MemoryStream());
        context.Response.Body = answer;
        await next(context);
        context.Response.Body = wire;
        answer.Position = 0;
        if (await ReadAsync(answer, context.RequestAborted) is not { } said) return;
        others.MarkAnswer(chat, said);
        await Stream(said, out _).CopyToAsync(wire, context.RequestAborted);
    }

    private static MemoryStream Stream(JsonObject json, out long length)
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString()));
        length = stream.Length;
        return stream;
    }

    /// <summary>What cannot be read is none of ours: the endpoint says what is wrong with it.</summary>
    private static async Task<JsonObject?> ReadAsync(Stream stream, CancellationToken ct)
    {
        try
        {
            return await JsonNode.ParseAsync(stream, cancellationToken: ct) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
