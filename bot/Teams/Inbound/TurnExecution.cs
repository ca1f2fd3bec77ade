using System.Text.Json;
using TeamsCommunityBot.Teams.Inbound.Wire;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// Runs the turns of one activity and answers it: an invoke with a body, everything else with an empty 200 once its turns are safely stored.
/// Whoever sent it may have gone by then; a turn that has begun is finished, within its budget.
/// </summary>
internal sealed partial class TurnExecution(InboundLimits limits, TimeProvider clock, ILogger<TurnExecution> logger)
{
    /// <exception cref="Storage.StorageUnavailableException">Before the turn was claimed.</exception>
    /// <exception cref="OperationCanceledException">The budget ran out before the turn was claimed.</exception>
    public async Task RunAsync(HttpContext context, Activity activity, Envelope envelope)
    {
        var isInvoke = activity.Type == "invoke";
        if (isInvoke && await RefuseInvokeAsync(context.Response, activity)) return;
        using var budget = new CancellationTokenSource(limits.TurnBudget, clock);
        foreach (var incoming in TurnReader.Read(activity, envelope))
        {
            await context.RequestServices.GetRequiredService<ICardSigner>().PrepareAsync(budget.Token);
            var turn = await VerifyAsync(context.RequestServices, incoming, budget.Token);
            var result = await context.RequestServices.GetRequiredService<ITurnRunner>().RunAsync(turn, budget.Token);
            var answer = await DeliverAsync(context, turn, new ReplyTarget(isInvoke, activity.ReplyToId), result, budget.Token);
            if (!isInvoke) continue;
            if (result.Outcome == TurnOutcome.Unknown) context.Response.StatusCode = StatusCodes.Status501NotImplemented;
            else if (answer is not null) await WriteAsync(context.Response, StatusCodes.Status200OK, answer);
        }
    }

    private static async ValueTask<bool> RefuseInvokeAsync(HttpResponse response, Activity activity)
    {
        if (activity.Name != InvokeShape.CardAction)
        {
            response.StatusCode = StatusCodes.Status501NotImplemented;
            return true;
        }

        if (InvokeShape.Check(activity) is not { } refusal) return false;
        await WriteAsync(response, refusal.StatusCode, refusal);
        return true;
    }

    private static async ValueTask<Turn> VerifyAsync(IServiceProvider services, Incoming incoming, CancellationToken ct)
    {
        var turn = incoming.Turn;
        if (turn.Press is not { } press || incoming.Act is not { } act) return turn;
        var genuine = await services.GetRequiredService<ICardSigner>().VerifyAsync(act, turn.TenantId, turn.Conversation.Id, ct);
        return turn with { Press = press with { Genuine = genuine } };
    }

    /// <summary>The turn is stored by now, and a redelivery would be a duplicate: a failure here is logged, and no reason to have it sent again.</summary>
    private async ValueTask<InvokeAnswer?> DeliverAsync(HttpContext context, Turn turn, ReplyTarget delivery, TurnResult result, CancellationToken ct)
    {
        if (!delivery.IsInvoke && result.Outcome == TurnOutcome.Duplicate) return null;
        try
        {
            return await context.RequestServices.GetRequiredService<IReplySender>().DeliverAsync(turn, delivery, result, ct);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.NotDelivered(logger, context.TraceIdentifier, MessagesEndpoint.Story(e));
            return new(StatusCodes.Status500InternalServerError, "application/vnd.microsoft.error", """{"code":"InternalServerError","message":""}""");
        }
    }

    private static async Task WriteAsync(HttpResponse response, int status, InvokeAnswer answer)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("statusCode", answer.StatusCode);
        json.WriteString("type", answer.Type);
        json.WritePropertyName("value");
        json.WriteRawValue(answer.ValueJson);
        json.WriteEndObject();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The reply of request {RequestId} was not delivered: {Story}")]
        public static partial void NotDelivered(ILogger logger, string requestId, string story);
    }
}
