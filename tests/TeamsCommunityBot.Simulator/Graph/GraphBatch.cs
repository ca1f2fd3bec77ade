using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsCommunityBot.Simulator;

/// <summary>JSON batching of Graph: up to twenty requests in one, each with its own status; the answers come in no promised order.</summary>
internal static class GraphBatch
{
    private const int Most = 20;

    public static Answer Answer(SimCall call, Func<SimCall, Answer> answerPart)
    {
        if (Read(call) is not { } parts)
            return Simulator.Answer.Error(400, "BadRequest", "The batch is not valid JSON.");
        if (parts.Count > Most || parts.DistinctBy(part => part.Id).Count() < parts.Count)
            return Simulator.Answer.Error(400, "BadRequest", $"A batch has at most {Most} requests, each with an id of its own.");
        var responses = parts.Select(part => Response(part.Id, answerPart(call.Part(part.Method, part.Url)))).Reverse();
        return Simulator.Answer.Json(200, new JsonObject { ["responses"] = new JsonArray([.. responses]) });
    }

    private static JsonNode Response(string id, Answer answer)
    {
        var headers = new JsonObject { ["Content-Type"] = answer.ContentType };
        if (answer.RetryAfter is { } wait)
            headers["Retry-After"] = wait;
        return new JsonObject
        {
            ["id"] = id,
            ["status"] = answer.Status,
            ["headers"] = headers,
            ["body"] = answer.Body.Length == 0 ? null : JsonNode.Parse(answer.Body)
        };
    }

    private static List<(string Id, string Method, string Url)>? Read(SimCall call)
    {
        try
        {
            return [.. JsonNode.Parse(call.Body)!["requests"]!.AsArray()
                .Select(part => (part!["id"]!.ToString(), part["method"]!.ToString(), part["url"]!.ToString()))];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }
}
