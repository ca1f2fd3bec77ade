using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Features.Milestones;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary><c>/community nudge</c>: when the next one comes, and the ways to look at it, send it, change it or pause it.</summary>
internal sealed class ShowNudges(CommunityStore communities, NudgeStore nudges, QuietDayStore quiet, Rounds rounds) : IHandler
{
    public const string Command = CommandNames.Nudge;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(NudgeTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var stored = await nudges.FindAsync(turn.TenantId, community.ChannelId, ct);
        // A community from before there were nudges has no line in the agenda yet. The same line twice is one.
        if (stored.Entry is null) await rounds.PlanAsync(community, RoundOccasion.IsLookedAt, turn.At, ct);
        var card = RhythmCard.Render(RhythmView.Of(community, stored.State, await quiet.FindAsync(turn.TenantId, ct), turn.At, turn.Notice));
        return new Reply.Card(card, card.FallbackText);
    }
}

/// <summary>The button "more" under when messages come.</summary>
internal sealed class ShowRhythmMore : IHandler
{
    public const string Verb = "nudge.rhythm.more";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => new(new Reply.Replace(RhythmCard.More(), NudgeTexts.Title, ForEveryone: false));
}

/// <summary>
/// <c>/community nudge log</c>: every nudge, skip and failure with its reason. In the chat of an administrator: the figures of the whole organisation.
/// </summary>
internal sealed class ShowNudgeLog(
    CommunityStore communities, NudgeStore nudges, NudgeReader reader, MilestoneStore milestones, FigureReader figures, IPermissions permissions,
        ILedger ledger) : IHandler
{
    public const string Command = "nudge log";

    /// <summary>More than the weeks that are kept.</summary>
    private const int MostRows = 100;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind == ConversationKind.Personal && await permissions.RefusalAsync(turn, Audience.Administrator, ct) is null)
            return new Reply.Card(FiguresCard.Render(await figures.ReadAsync(turn.TenantId, turn.At, ct)), NudgeTexts.OrganisationTitle);
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(NudgeTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var stored = await nudges.FindAsync(turn.TenantId, community.ChannelId, ct);
        var titles = new Dictionary<string, string>();
        foreach (var id in stored.State.Records.Select(record => record.Choice?.Item).OfType<string>())
            if (await reader.ItemAsync(community, id, ct) is { } item) titles[id] = item.In(Language.Current).Title;
        var rows = await ledger.ReadAsync(turn.TenantId, [NudgeSweep.LedgerRow, community.ChannelId], MostRows, continuation: null, ct);
        var states = rows.Lines.ToDictionary(line => Key.Split(line.Row)[2], line => line.State);
        return new Reply.Card(LogCard.Render(LogView.Of(community, stored, states, titles, await milestones.HistoryAsync(community, ct), turn.At)),
            NudgeTexts.LogTitle);
    }
}

/// <summary>The button "see the next one": a look for the presser alone; nothing is sent or stored.</summary>
internal sealed class PreviewNudge(CommunityStore communities, NudgeStore nudges, QuietDayStore quiet, NudgeReader reader) : IHandler
{
    public const string Verb = "nudge.preview";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var stored = await nudges.FindAsync(turn.TenantId, community.ChannelId, ct);
        if (community.NextNudge(turn.At, await quiet.FindAsync(turn.TenantId, ct), stored.State.Knows) is not { } slot)
            return new Reply.Continue(ShowNudges.Command);
        var content = (await reader.ContentAsync(turn.TenantId, slot.At, ct)).In(community.ChannelId);
        if (NudgeDecision.Preview(community, stored.State, stored.Taste, content, slot) is not { } choice) return new Reply.Text(NudgeTexts.NothingLeft);
        var notice = Words.Fill(NudgeTexts.PreviewNotice, RhythmCard.Moment(slot, community.TimeZone));
        var view = new NudgeView(null, community.Rhythm.Cadence, content.First(item => item.Id == choice.Item), choice.Gap, Tally.None, notice);
        return new Reply.Replace(NudgeCard.Render(view), NudgeCard.Summary(view), ForEveryone: false);
    }
}
