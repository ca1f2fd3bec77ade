using System.Text.Json;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>Classifies what the connector answers when it does not do what was asked.</summary>
internal static class ConnectorError
{
    private const int LongestCode = 64;

    public static SendResult.Failed Of(Exchange exchange)
    {
        var code = exchange.Body is { } body ? CodeIn(body) : null;
        return new(KindOf(exchange, code), code, exchange.RetryAfter, exchange.Status);
    }

    private static SendFailure KindOf(Exchange exchange, string? code) => (exchange.Status, code) switch
    {
        (0, _) => exchange.Left ? SendFailure.Unknown : SendFailure.Unavailable,
        (413, _) or (400, "MessageSizeTooBig") => SendFailure.TooBig,
        (401, _) => SendFailure.Unauthorised,
        (403, "BotNotInConversationRoster") => SendFailure.NotInRoster,
        (403, "ConversationBlockedByUser" or "MessageWritesBlocked" or "209") => SendFailure.Blocked,
        (403, "BotDisabledByAdmin") => SendFailure.DisabledByAdmin,
        (403, "InvalidBotApiHost") => SendFailure.WrongHost,
        (403, _) => SendFailure.NotEnoughPermissions,
        (404, _) => SendFailure.NotFound,
        (429, _) => SendFailure.Throttled,
        (412 or >= 500, _) => SendFailure.Unavailable,
        // A redirect is not followed: the token must not travel. So the message went nowhere.
        (var status, _) when status is >= 300 and < 400 => SendFailure.WrongHost,
        _ => SendFailure.BadRequest,
    };

    /// <summary>
    /// The code in either shape: <c>{"error":{"code","message"}}</c>, or the older <c>{"errorCode":209,"message":"{ \"subCode\": … }"}</c>, whose
    /// message is JSON in a string. The inner code says more than the outer one. Null for anything else.
    /// </summary>
    private static string? CodeIn(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return CodeIn(document.RootElement) is { Length: > 0 and <= LongestCode } code
                && code.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == ' ') ? code : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that holds a lone surrogate.
            return null;
        }
    }

    private static string? CodeIn(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        if (Member(element, "error") is { ValueKind: JsonValueKind.Object } error) return CodeIn(error);
        return Inner(element) ?? Text(Member(element, "subCode")) ?? Text(Member(element, "code")) ?? Text(Member(element, "errorCode"));
    }

    private static string? Inner(JsonElement element)
    {
        if (Text(Member(element, "message")) is not { } message || !message.AsSpan().TrimStart().StartsWith("{")) return null;
        try
        {
            using var document = JsonDocument.Parse(message);
            return CodeIn(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };
}
