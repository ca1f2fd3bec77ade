using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TeamsCommunityBot.Benchmarks.Servers;

/// <summary>
/// The least that a turn can cost on .NET: Kestrel, one text sent back through the connector, and nothing else; no authentication,
/// no storage, no cards. With <c>--storage</c> it also does the two operations that a durable turn cannot do without, in Azure Tables.
/// </summary>
internal static partial class EchoServer
{
    public static async Task<int> RunAsync(string port, string? storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, Json.Default));
        var app = builder.Build();
        using var connector = new HttpClient();
        var rows = storage is null ? null : await EchoRows.OpenAsync(storage);
        app.MapPost("/api/messages", async (Activity activity, CancellationToken ct) =>
        {
            if (rows is not null)
                await rows.ClaimAndReadAsync(activity.Id, ct);
            var address = $"{activity.ServiceUrl}v3/conversations/{Uri.EscapeDataString(activity.Conversation.Id)}/activities/{activity.Id}";
            using var sent = await connector.PostAsJsonAsync(address, new Answer("message", $"You said: {activity.Text}"), Json.Default.Answer, ct);
            return Results.StatusCode(sent.IsSuccessStatusCode ? 200 : 502);
        });
        await app.RunAsync();
        return 0;
    }

    internal sealed record Activity(string Id, string Text, string ServiceUrl, Conversation Conversation);

    internal sealed record Conversation(string Id);

    internal sealed record Answer(string Type, string Text);

    [JsonSerializable(typeof(Activity))]
    [JsonSerializable(typeof(Answer))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    private sealed partial class Json : JsonSerializerContext;
}
