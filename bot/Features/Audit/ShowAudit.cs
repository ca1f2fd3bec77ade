using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Audit;

/// <summary>
/// The button "why this?": who did what to a role, when; newest first, for the presser alone. Members see what stands, or stood, on the status for all to
/// see. What somebody was asked, answered, or is absent for was between them and the leads: the leads see that, and everyone what is about themself.
/// An answer that was no is between the two of them even among leads.
/// So nobody learns from here about a colleague who said no, or of whom a lead doubted something.
/// </summary>
internal sealed class ShowAudit(CommunityAccess places, AuditStore audit, IPermissions permissions) : IHandler
{
    public const string Verb = SharedVerbs.ShowHistory;

    /// <summary>The community's channel, where the card stands elsewhere.</summary>
    public const string ChannelKey = SharedVerbs.ChannelKey;

    /// <summary>The row of the last entry seen.</summary>
    public const string AfterKey = "after";

    private const int Shown = 10;
    private const int PageSize = 50;

    /// <summary>Pages looked at for one card: among many entries that are not for members it may find few.</summary>
    private const int MostPages = 20;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var data = turn.Press?.Data ?? new Dictionary<string, string>();
        var channelId = data.GetValueOrDefault(ChannelKey, turn.Conversation.Id);
        var community = (await places.GetAsync(turn, channelId, Audience.Member, ct)).Community;
        var leads = await permissions.RefusalAsync(turn, Audience.Lead, community.Address, ct) is null;
        var (entries, older) = await ReadAsync(community, data.GetValueOrDefault(AfterKey), entry => AuditSentences.MayRead(entry, turn.From.Id, leads), ct);
        var view = new AuditView(community.Name, community.TimeZone, entries, leads, data.GetValueOrDefault(ChannelKey), older,
            data.ContainsKey(AfterKey));
        return new Reply.Replace(AuditCard.Render(view), AuditTexts.Title, ForEveryone: false);
    }

    private async ValueTask<(IReadOnlyList<AuditEntry> Entries, string? Older)> ReadAsync(Community community, string? after, Func<AuditEntry, bool> maySee,
        CancellationToken ct)
    {
        var shown = new List<AuditRead>();
        for (var looked = 0; looked < MostPages; looked++)
        {
            var page = await audit.PageAsync(community.TenantId, community.ChannelId, after, PageSize, ct);
            foreach (var read in page.Entries.Where(read => maySee(read.Entry)))
            {
                if (shown.Count == Shown) return ([.. shown.Select(seen => seen.Entry)], shown[^1].Stored.Key.Row);
                shown.Add(read);
            }
            after = page.Older;
            if (after is null) break;
        }
        return ([.. shown.Select(seen => seen.Entry)], after);
    }
}
