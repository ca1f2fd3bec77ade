using System.Text.Json;
using TeamsCommunityBot.Teams.Inbound.Wire;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>The checks of an <c>adaptiveCard/action</c> that every Bot Framework SDK makes, with their answers.</summary>
internal static class InvokeShape
{
    /// <summary>The only invoke that we answer; the rest is 501.</summary>
    public const string CardAction = "adaptiveCard/action";

    /// <summary>The refusal to send with HTTP 400, or null if the value is in order.</summary>
    public static InvokeAnswer? Check(Activity activity) => activity.Value switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => Bad("BadRequest", "Missing value property"),
        { ValueKind: not JsonValueKind.Object } => Bad("BadRequest", "Value property is not properly formed"),
        var value when !value.TryGetProperty("action", out var action)
            || action.ValueKind != JsonValueKind.Object => Bad("BadRequest", "Missing action property"),
        var value => CheckType(value.GetProperty("action")),
    };

    private static InvokeAnswer? CheckType(JsonElement action) =>
        action.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("Action.Execute"u8)
            ? null
            : Bad("NotSupported", "The action is not supported");

    private static InvokeAnswer Bad(string code, string message) =>
        new(StatusCodes.Status400BadRequest, "application/vnd.microsoft.error", $$"""{"code":"{{code}}","message":"{{message}}"}""");
}
