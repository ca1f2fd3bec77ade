using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>Reads the figures of an organisation: the tenant's index and the partition of its nudges, by the thousand, and no community by itself.</summary>
internal sealed class FigureReader(CommunityStore communities, NudgeStore nudges)
{
    public async ValueTask<Figures> ReadAsync(string tenantId, DateTimeOffset now, CancellationToken ct)
    {
        var today = LocalTime.DayIn(LocalTime.DefaultZone, now);
        var figures = Figures.Of(new(today.Year, today.Month, 1));
        await foreach (var page in communities.PagesAsync(tenantId, after: null, ct))
        {
            if (page.Count == 0) continue;
            var stored = await nudges.FindManyAsync(tenantId, page[0].ChannelId, page[^1].ChannelId, ct);
            foreach (var line in page)
                if (line.Outline is { } community) figures = figures.With(community, stored.GetValueOrDefault(line.ChannelId, StoredNudges.None), now);
        }
        return figures;
    }
}
