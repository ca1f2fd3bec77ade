using System.Text;

namespace TeamsCommunityBot.Simulator;

/// <summary>A request that reached the simulator.</summary>
public sealed record SimRequest
{
    public required DateTimeOffset At { get; init; }

    public required SimOperation Operation { get; init; }

    public required string Method { get; init; }

    /// <summary>The target as it stood in the request line, escapes and query included.</summary>
    public required string Target { get; init; }

    /// <summary>The conversation, decoded once, with its thread.</summary>
    public string? ConversationId { get; init; }

    public string? TenantId { get; init; }

    /// <summary>The answer's status; 0 where the connection was reset instead.</summary>
    public required int Status { get; init; }

    public required SimBearer Bearer { get; init; }

    /// <summary>Without <c>Authorization</c>: a recording holds no credential.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>It came within a batch of Graph, which is recorded as well.</summary>
    public bool IsBatched { get; init; }

    public override string ToString() => $"{Method} {Target} -> {Status} ({Bearer})";

    internal static SimRequest From(SimCall call, IHeaderDictionary headers, int status, DateTimeOffset at) => new()
    {
        At = at,
        Operation = call.Operation,
        Method = call.Method,
        Target = call.Target,
        ConversationId = call.ConversationId,
        TenantId = call.TenantId,
        Status = status,
        Bearer = call.Bearer,
        Headers = headers.Where(header => header.Key != "Authorization")
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        Body = call.Operation == SimOperation.Token ? [] : call.Body,
    };
}
