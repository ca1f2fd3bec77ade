using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams.Inbound.Wire;

namespace TeamsCommunityBot.Teams.Inbound;

/// <summary>
/// <c>POST /api/messages</c>: place, token, body, envelope, turns, answer. Whatever comes in, each step either hands on something it has established or
/// ends the request with a bare status; nothing of the request is told back and nothing of a person is logged.
/// </summary>
internal sealed partial class MessagesEndpoint(
    Admission admission, Authenticator authenticator, EnvelopeCheck envelopes, TurnExecution turns, RefusalLog refusals, ILogger<MessagesEndpoint> logger)
{
    public const string Path = "/api/messages";

    private static readonly Refusal TooMuch = Refusal.Unavailable("too much at once");

    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var (activity, envelope, refusal) = await ReadAsync(context);
        if (refusal is null) refusal = await WorkAsync(context, activity!, envelope!);
        if (refusal is not null) Refuse(context, refusal);
    }

    /// <summary>What was sent and by whom, or why it goes no further. Its place is free again after that.</summary>
    private async ValueTask<(Activity? Activity, Envelope? Envelope, Refusal? Refusal)> ReadAsync(HttpContext context)
    {
        using var place = await admission.EnterAsync(context.RequestAborted);
        if (!place.IsAcquired) return (null, null, TooMuch);
        var (caller, stranger) = await authenticator.AuthenticateAsync(context);
        if (caller is null) return (null, null, stranger);
        if (RequestBody.CheckHeaders(context.Request) is { } headers) return (null, null, headers);
        var (body, unread) = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        if (body is null) return (null, null, unread);
        Activity? activity;
        using (body) activity = ActivityReader.Read(body.Bytes);
        if (activity is null) return (null, null, Refusal.Bad("body is no activity"));
        var (envelope, foreign) = envelopes.Check(activity, caller, context.Request.Headers);
        return (activity, envelope, foreign);
    }

    private async ValueTask<Refusal?> WorkAsync(HttpContext context, Activity activity, Envelope envelope)
    {
        using var place = await admission.EnterAsync(envelope.TenantId, context.RequestAborted);
        return place is null ? TooMuch : await AnswerAsync(context, activity, envelope);
    }

    private async ValueTask<Refusal?> AnswerAsync(HttpContext context, Activity activity, Envelope envelope)
    {
        try
        {
            await turns.RunAsync(context, activity, envelope);
            return null;
        }
        catch (StorageLimitException)
        {
            return Refusal.Bad("an id is longer than the store's keys");
        }
        catch (StorageUnavailableException e)
        {
            Log.NoStore(logger, context.TraceIdentifier, Story(e));
            return Refusal.Unavailable("the store does not answer");
        }
        catch (OperationCanceledException)
        {
            return Refusal.Unavailable("the turn took too long");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Our own fault, before the turn was claimed: Teams shall send it again.
            Log.Failed(logger, context.TraceIdentifier, Story(e));
            return new(StatusCodes.Status500InternalServerError, "the turn failed");
        }
    }

    private void Refuse(HttpContext context, Refusal refusal)
    {
        refusals.Write(refusal, context.TraceIdentifier);
        if (context.Response.HasStarted) return;
        context.Response.StatusCode = refusal.Status;
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = InboundLimits.RetryAfter;
        if (refusal.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
    }

    /// <summary>An exception without its message, which may hold what somebody typed.</summary>
    public static string Story(Exception e) =>
        e.InnerException is null ? $"{e.GetType().Name}{Environment.NewLine}{e.StackTrace}" : $"{e.GetType().Name} < {Story(e.InnerException)}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The store did not answer in request {RequestId}: {Story}")]
        public static partial void NoStore(ILogger logger, string requestId, string story);

        [LoggerMessage(LogLevel.Error, "The turn of request {RequestId} failed: {Story}")]
        public static partial void Failed(ILogger logger, string requestId, string story);
    }
}
