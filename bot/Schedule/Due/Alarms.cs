namespace TeamsCommunityBot.Schedule.Due;

/// <summary>Plans what people must hear of the engine. A line is due a little later, so that its job finds what it tells of.</summary>
internal sealed class Alarms(AlarmRoutes routes, Agenda agenda, TimeProvider clock)
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>Work of a tenant is about to be given up.</summary>
    /// <param name="kind">The kind of its line; what tells of it does not tell of itself.</param>
    public async ValueTask GivenUpAsync(string tenantId, string? kind, CancellationToken ct)
    {
        var line = routes.GivenUp(tenantId, clock.GetUtcNow() + Later);
        if (line.Kind != kind) await agenda.PlanAsync(line, ct);
    }

    /// <summary>A channel could not be read back: consent is missing.</summary>
    /// <remarks>A wave that is in doubt asks for the same line sixty times.</remarks>
    public async ValueTask NoReadBackAsync(string tenantId, CancellationToken ct) =>
        await agenda.EnsureAsync(routes.NoReadBack(tenantId, clock.GetUtcNow()), ct);
}
