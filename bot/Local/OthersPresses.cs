using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Local;

/// <summary>On the way in: a press on a message that is somebody else's becomes theirs.</summary>
internal sealed class OthersPresses(OthersChats others) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(TakeOverAsync);
        next(app);
    };

    private async Task TakeOverAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        var press = await ReadAsync(context.Request.Body, context.RequestAborted);
        context.Request.Body.Position = 0;
        if (press is null || others.TakeOver(press) is not { } chat)
        {
            await next(context);
            return;
        }

        var (answered, answer) = (context.Response.Body, new MemoryStream());
        (context.Request.Body, context.Response.Body) = (Stream(press, out var length), answer);
        context.Request.ContentLength = length;
        await next(context);
        context.Response.Body = answered;
        answer.Position = 0;
        if (await ReadAsync(answer, context.RequestAborted) is not { } said) return;
        others.MarkAnswer(chat, said);
        await Stream(said, out length).CopyToAsync(answered, context.RequestAborted);
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
