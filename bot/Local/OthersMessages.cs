using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Local;

/// <summary>On the way out: what the bot says in the chats of others is sent to where it is seen.</summary>
internal sealed class OthersMessages(OthersChats others) : DelegatingHandler
{
    private const string Conversations = "/v3/conversations";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!.AbsoluteUri;
        if (request.Content is null || url.IndexOf(Conversations, StringComparison.Ordinal) is not (>= 0 and var start))
            return await base.SendAsync(request, cancellationToken);
        var path = url[(start + Conversations.Length)..].Split('/', 3, StringSplitOptions.RemoveEmptyEntries);
        if (path.Length == 0) return await OpenAsync(request, cancellationToken);
        var chat = Uri.UnescapeDataString(path[0]);
        if (!others.IsOthers(chat)) return await base.SendAsync(request, cancellationToken);

        request.RequestUri = new Uri(url.Replace(path[0], Uri.EscapeDataString(others.ShownIn), StringComparison.Ordinal));
        if (await ReadAsync(request.Content, cancellationToken) is not { } message) return await base.SendAsync(request, cancellationToken);
        var language = others.Mark(chat, message);
        request.Content = new StringContent(message.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        var response = await base.SendAsync(request, cancellationToken);
        if (await IdInAsync(response, cancellationToken) is { } id) others.Shown(id, chat, language);
        return response;
    }

    private async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var members = (await ReadAsync(request.Content!, ct))?["members"] as JsonArray;
        var response = await base.SendAsync(request, ct);
        if (members is [{ } member] && OthersChats.Text(member["id"]) is { } address && await IdInAsync(response, ct) is { } chat) others.Opened(chat, address);
        return response;
    }

    private static async Task<string?> IdInAsync(HttpResponseMessage response, CancellationToken ct) =>
        response.IsSuccessStatusCode ? OthersChats.Text((await ReadAsync(response.Content, ct))?["id"]) : null;

    private static async Task<JsonObject?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        var bytes = await content.ReadAsByteArrayAsync(ct);
        return bytes.Length == 0 ? null : JsonNode.Parse(bytes) as JsonObject;
    }
}
