using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams;

/// <summary>Turns a reply into what Teams understands: messages through the connector, and the body of an invoke's HTTP answer.</summary>
internal interface IReplySender
{
    /// <summary>
    /// Delivers the reply of a turn. For an invoke the returned body is the HTTP answer; for anything else it is null.
    /// Cards are signed here, for the turn's tenant and conversation.
    /// </summary>
    ValueTask<InvokeAnswer?> DeliverAsync(Turn turn, ReplyTarget delivery, TurnResult result, CancellationToken ct);
}

/// <summary>How the activity came in, as far as the answer depends on it.</summary>
/// <param name="IsInvoke">The HTTP answer is the reply (<c>adaptiveCard/action</c>).</param>
/// <param name="ReplyToId">The activity that carries the pressed card.</param>
internal sealed record ReplyTarget(bool IsInvoke, string? ReplyToId);

/// <summary>The body of an invoke's answer, as Teams reads it (the HTTP status is 200).</summary>
/// <param name="StatusCode">200 for a card or a notice; 4xx or 5xx with an error.</param>
/// <param name="Type">The content type of <paramref name="ValueJson"/> (<c>application/vnd.microsoft.card.adaptive</c>, <c>…activity.message</c>,
/// <c>…error</c>).</param>
/// <param name="ValueJson">The value, serialised.</param>
internal sealed record InvokeAnswer(int StatusCode, string Type, string ValueJson);
