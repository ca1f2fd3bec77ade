using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Local;

/// <summary>On the way in: the client speaks the language that was set, and a press on a message that is somebody else's becomes theirs.</summary>
internal sealed class PlaygroundActivities(OthersChats others, IOptions<PlaygroundOptions> options, TimeProvider clock) : IStartupFilter
{
    /// <summary>
    /// The Playground's page hears on one connection what its new post is called, and on another what the bot answers. An answer that comes first is for
    /// a post that it does not know: then it shows nothing of the bot any more. So we do not answer faster than it reads.
    /// </summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(150);

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
        if (IsPost(activity)) await Task.Delay(Courtesy, clock, context.RequestAborted);
        var chat = others.TakeOver(activity);
        context.Request.Body = Stream(activity, out var length);
        context.Request.ContentLength = length;
        if (chat is null) await next(context);
        else await MarkAnswerAsync(context, next, chat);
    }

    private static bool IsPost(JsonObject activity) =>
        OthersChats.Text(activity["type"]) == "message" && activity["conversation"] is JsonObject conversation
            && OthersChats.Text(conversation["conversationType"]) == "channel";

    private async Task MarkAnswerAsync(HttpContext context, RequestDelegate next, string chat)
    {
        var (wire, answer) = (context.Response.Body, new MemoryStream());
        context.Response.Body = answer;
        await next(context);
        // What the endpoint wrote may still lie in the writer of this body, and is lost with it.
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        context.Response.Body = wire;
        answer.Position = 0;
        if (await ReadAsync(answer, context.RequestAborted) is { } said)
        {
            others.MarkAnswer(chat, said);
            answer = Stream(said, out _);
        }
        answer.Position = 0;
        if (context.Response.ContentLength is not null) context.Response.ContentLength = answer.Length;
        await answer.CopyToAsync(wire, context.RequestAborted);
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
