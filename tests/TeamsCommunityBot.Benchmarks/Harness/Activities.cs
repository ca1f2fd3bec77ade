using System.Globalization;
using System.Text;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>The message activity that every server is sent: what Teams posts when somebody writes to the bot in a channel.</summary>
internal static class Activities
{
    public const string Tenant = "7c5d0e4a-0000-4000-8000-00000000000a";
    public const string Bot = "5b1f2c3d-0000-4000-8000-00000000000b";
    public const string Channel = "19:b3nchm4rk0000000000000000000001@thread.tacv2";

    /// <summary>Stands where an activity id belongs; <c>turn.lua</c> puts one in.</summary>
    public const string IdPlaceholder = "9999999999999";

    /// <summary>Who writes, as the connector's roster tells it.</summary>
    public const string Member = $$"""{"id":"{{PersonAddress}}","name":"Anna Voorbeeld","aadObjectId":"{{PersonId}}","tenantId":"{{Tenant}}","userRole":"user"}""";

    private const string PersonId = "a0000000-0000-4000-8000-000000000001";
    private const string PersonAddress = "29:1a2b3c4d5e6f7g8h9i0jAnnaVoorbeeldZonderEchteWaarde00000000000000000000000000000000001";

    /// <summary>Ids of 13 digits, no two runs sharing one.</summary>
    public static long NextRun() => Interlocked.Add(ref lastRun, 10_000_000);

    /// <summary>One id of 13 digits that nobody had.</summary>
    public static long NextId() => Interlocked.Increment(ref lastId);

    private static long lastRun = 1_790_000_000_000;

    private static long lastId = 1_900_000_000_000;

    public static string Message(Uri serviceUrl, string text, string id = IdPlaceholder) => $$$"""
        {"text":"{{{text}}}","textFormat":"plain","attachments":[{"contentType":"text/html","content":"<p><span itemscope itemtype=\"http://schema.skype.com/Mention\" itemid=\"0\">Community</span>&nbsp;{{{text[(text.IndexOf(';', StringComparison.Ordinal) + 1)..]}}}</p>"}],"type":"message","timestamp":"2026-11-20T09:30:00.1234567Z","localTimestamp":"2026-11-20T10:30:00.1234567+01:00","localTimezone":"Europe/Amsterdam","id":"{{{id}}}","channelId":"msteams","serviceUrl":"{{{serviceUrl}}}","from":{"id":"{{{PersonAddress}}}","name":"Anna Voorbeeld","aadObjectId":"{{{PersonId}}}"},"conversation":{"isGroup":true,"conversationType":"channel","tenantId":"{{{Tenant}}}","id":"{{{Channel}}};messageid={{{id}}}"},"recipient":{"id":"28:{{{Bot}}}","name":"Community"},"entities":[{"mentioned":{"id":"28:{{{Bot}}}","name":"Community"},"text":"<at>Community</at>","type":"mention"},{"locale":"en-GB","country":"NL","platform":"Windows","timezone":"Europe/Amsterdam","type":"clientInfo"}],"channelData":{"teamsChannelId":"{{{Channel}}}","teamsTeamId":"19:b3nchm4rk0000000000000000000000@thread.tacv2","channel":{"id":"{{{Channel}}}"},"team":{"id":"19:b3nchm4rk0000000000000000000000@thread.tacv2"},"tenant":{"id":"{{{Tenant}}}"}},"locale":"en-GB"}
        """;

    public const string StatusText = "<at>Community</at>&nbsp;/community status";

    /// <summary>A whole HTTP request as wrk sends it.</summary>
    public static byte[] Request(Uri server, string body, string? token)
    {
        var bytes = Encoding.UTF8.GetByteCount(body);
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST /api/messages HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json; charset=utf-8\r\n{authorization}Content-Length: "
                + $"{bytes}\r\n\r\n{body}"));
    }
}
