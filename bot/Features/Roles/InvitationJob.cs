using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>
/// Asks somebody to take a role: in their own chat, and where that stays closed by a mention in the channel, which does not say what is asked. After a week
/// there is one reminder, after two weeks the question lapses.
/// </summary>
internal sealed class InvitationJob(CommunityStore communities, RoleChanges roles, Leads leads, Letter letter, PersonIndex index, Colleagues colleagues)
    : IJob
{
    private const string First = "first";
    private const string Reminder = "reminder";

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var (channelId, role, number) = Read(item);
        if (await FindAsync(item, ct) is not ({ } community, { } open)) return JobPlan.Nothing;

        await index.NoteAsync(item.TenantId, open.Invitee, channelId, ct);
        if (open.HasLapsed(now))
        {
            await roles.ChangeInJobAsync(item.TenantId, channelId, it => it.Lapse(role, number, now), now, ct);
            return JobPlan.Nothing;
        }
        var (reminds, lapses) = (open.At + Invitation.ReminderAfter, open.At + Invitation.Lifetime);
        var later = new[] { reminds, lapses }.Where(moment => moment > now).Select(moment => item with { At = moment });
        var isReminder = now >= reminds;
        if (isReminder && open.RemindedAt is not null) return new([], [.. later]);
        return await colleagues.StayedAsync(community, [open.Invitee], ct) is []
            ? await NotReachedAsync(item, community, role, open, ct) with { Later = [.. later] }
            : new([await PersonalAsync(item, community, role, open, isReminder ? Reminder : First, ct)], [.. later]);
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(item, ct) is not ({ } community, { } open)) return JobPlan.Nothing;
        var (channelId, role, number) = Read(item);
        var isReminder = Key.Split(post.Id)[^1] == Reminder;
        switch (result, post.To)
        {
            case (PostResult.Sent, _) when isReminder:
                await roles.ChangeInJobAsync(item.TenantId, channelId, it => it.Remind(role, number, now), now, ct);
                return JobPlan.Nothing;
            case (PostResult.Refused, Destination.ToPerson to) when to.Who.Is(open.Invitee) && community.MayPost:
                return JobPlan.Of(InChannel(item, community, open, isReminder ? Reminder : First));
            case (PostResult.Refused, Destination.ToPerson to) when !to.Who.Is(open.Invitee): return JobPlan.Nothing;
            case (PostResult.Refused, _): return await NotReachedAsync(item, community, role, open, ct);
            default:
                return JobPlan.Nothing;
        }
    }

    private async ValueTask<(Community?, Invitation?)> FindAsync(DueItem item, CancellationToken ct)
    {
        var (channelId, role, number) = Read(item);
        return await communities.FindAsync(item.TenantId, channelId, ct) is { Community: { IsRegistered: true } community }
            && community.Roles[role].Invitation is { } open && open.Number == number ? (community, open) : (null, null);
    }

    private ValueTask<Post> PersonalAsync(DueItem item, Community community, Role role, Invitation open, string kind, CancellationToken ct) =>
        letter.ToAsync(community, open.Invitee, IdOf(item, "chat", kind), () => Question(community, role, open, kind), ct);

    private static LetterText Question(Community community, Role role, Invitation open, string kind)
    {
        var view = InvitationView.Of(community, role, open) with { Notice = kind == Reminder ? RoleTexts.Reminder : null };
        return new(InvitationCard.Render(view), InvitationCard.Summary(view));
    }

    private static Post InChannel(DueItem item, Community community, Invitation open, string kind)
    {
        using var spoken = Language.Use(community.Language);
        var to = new Destination.ToChannel(community.Address, open.Invitee, community.TeamId, community.TeamGroupId);
        return new(IdOf(item, "channel", kind), to, Knock.Card(open.Invitee.Name, ReadQuestion.Verb), Knock.Summary(open.Invitee.Name));
    }

    /// <summary>Whoever asked hears it; where the bot itself asked the backup, those who lead.</summary>
    private async ValueTask<JobPlan> NotReachedAsync(DueItem item, Community community, Role role, Invitation open, CancellationToken ct)
    {
        var write = NotReachedText.For(community, role, open.Invitee, await colleagues.ChatAsync(community, open.Invitee, ct));
        if (!open.By.IsAnonymous && await colleagues.StayedAsync(community, [open.By], ct) is { Count: > 0 })
            return JobPlan.Of(await letter.ToAsync(community, open.By, IdOf(item, "inviter", First), write, ct));
        var found = await leads.AllAsync(community, open.Invitee, ct);
        return JobPlan.Of(await letter.ToEachAsync(community, found.People, lead => IdOf(item, lead.Id, First), _ => write(), ct));
    }

    private static (string ChannelId, Role Role, int Number) Read(DueItem item) =>
        Key.Split(item.Subject) is [var channelId, var role, var number]
            ? (channelId, Enum.Parse<Role>(role), int.Parse(number, CultureInfo.InvariantCulture))
            : throw new FormatException("The subject is no invitation's.");

    private static string IdOf(DueItem item, string place, string kind) => Key.Join([RoleChanges.InvitationJob, .. Key.Split(item.Subject), place, kind]);
}
