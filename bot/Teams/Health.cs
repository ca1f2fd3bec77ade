namespace TeamsCommunityBot.Teams;

/// <summary>What a load balancer asks.</summary>
internal static class Health
{
    /// <summary>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: a turn could be served; if not, 503. One word each, since strangers may ask too: the
    /// log says what stands behind it.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken ct) => await readiness.IsReadyAsync(ct)
            ? Results.Text("ready")
            : Results.Text("unready", statusCode: StatusCodes.Status503ServiceUnavailable));
    }
}
