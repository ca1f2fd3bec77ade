using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams;

/// <summary>What a load balancer and an on-call person ask.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the store answers too; if not, 503 and a sentence without secrets. Below it stands what needs an administrator.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(IStorageHealth storage, IEnumerable<IHealthDetail> details, TimeProvider clock, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var timer = new CancellationTokenSource(Patience, clock);
        await using var forward = timer.Token.Register(patience.Cancel);
        try
        {
            if (await storage.ProblemAsync(patience.Token) is { } problem) return Results.Text(problem, statusCode: StatusCodes.Status503ServiceUnavailable);
            List<string> lines = ["ready"];
            foreach (var detail in details)
                if (await detail.DetailAsync(patience.Token) is { } sentence) lines.Add(sentence);
            return Results.Text(string.Join('\n', lines));
        }
        catch (StorageUnavailableException problem)
        {
            return Results.Text(problem.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Results.Text("The store does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
