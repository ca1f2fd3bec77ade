using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Teams;

/// <summary>What a load balancer and an on-call person ask.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the store answers too; if not, 503 and a sentence without secrets.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IStorageHealth storage, TimeProvider clock, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timer = new CancellationTokenSource(Patience, clock);
        await using var forward = timer.Token.Register(patience.Cancel);
        try
        {
            return await storage.ProblemAsync(patience.Token) is { } problem
                ? Results.Text(problem, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Results.Text("The store does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
