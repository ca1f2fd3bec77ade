using System.Text;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>An HTTP answer before it is written.</summary>
internal readonly record struct Answer(int Status, byte[] Body, string? RetryAfter = null, string ContentType = "application/json; charset=utf-8")
{
    public static Answer Json(int status, JsonNode body) => new(status, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static Answer Empty(int status) => new(status, []);

    /// <summary>The body of an activity that was taken in.</summary>
    public static Answer Id(int status, string id) => new(status, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""));

    /// <summary>The shape of today's errors, of the connector and of Graph.</summary>
    public static Answer Error(int status, string code, string message, string? retryAfter = null) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }) with { RetryAfter = retryAfter };

    /// <summary>The older shape: a number, and a message that is JSON in a string.</summary>
    public static Answer OlderError(int status, int errorCode, string subCode, string details) =>
        Json(status, new JsonObject
        {
            ["errorCode"] = errorCode,
            ["message"] = new JsonObject { ["subCode"] = subCode, ["details"] = details, ["errorCode"] = null, ["errorSubCode"] = null }.ToJsonString(),
        });
}
