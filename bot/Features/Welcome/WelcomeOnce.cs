using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Welcome;

/// <summary>
/// The app was added: one welcome per installation, which says who added it and what to do first. Members who join later are never greeted.
/// The first colleague who ever adds it to a team becomes the organisation's administrator, and the card says so.
/// </summary>
/// <remarks>Teams may tell of the adding and not of the removal before it. That posts failed since is then how the bot knows that it was away.</remarks>
internal sealed class WelcomeOnce(InstallStore installs, AdministratorStore administrators, InstallFact fact, IRoster roster) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Happening is not { } happening) return Reply.None;
        var isBack = await fact.ApplyAsync(turn, isRemoved: false, happening.SentAt, ct);
        var isNew = await installs.RecordAsync(turn, InstallFact.PlaceOf(turn), installed: true, happening.SentAt, ct);
        if (!isBack && !isNew) return Reply.None;

        var installer = await roster.FindAsync(turn.TenantId, turn.Address, turn.From, fresh: true, ct) as RosterAnswer.Member;
        var view = new WelcomeView(turn.Conversation.Kind, NameOf(turn.From, installer), await AdministersAsync(turn, installer, ct));
        return new Reply.Card(WelcomeCard.Render(view), WelcomeTexts.Summary);
    }

    /// <summary>
    /// Only adding the app to a team counts, which a team's owner decides on: anybody may add it to their own chat. And only a colleague counts.
    /// </summary>
    private async ValueTask<bool> AdministersAsync(Turn turn, RosterAnswer.Member? installer, CancellationToken ct) =>
        turn.Conversation.Kind == ConversationKind.Channel
        && !turn.From.IsAnonymous
        && installer is { IsGuest: false }
        && await administrators.TryBecomeFirstAsync(turn.TenantId, turn.From with { Name = NameOf(turn.From, installer) ?? "" }, turn.Address, turn.At, ct);

    /// <summary>Events often carry no name; the roster knows it.</summary>
    private static string? NameOf(Person person, RosterAnswer.Member? installer) =>
        person.Name.Length > 0 ? person.Name : installer is { Who.Name: { Length: > 0 } name } ? name : null;
}

/// <summary>The app was removed: from now on the bot is silent there. What is stored stays, so that adding it again restores all.</summary>
internal sealed class FollowRemoval(InstallStore installs, InstallFact fact) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Happening is not { } happening) return Reply.None;
        await fact.ApplyAsync(turn, isRemoved: true, happening.SentAt, ct);
        await installs.RecordAsync(turn, InstallFact.PlaceOf(turn), installed: false, happening.SentAt, ct);
        return Reply.None;
    }
}

/// <summary>
/// That the app came or went is a fact of a team, whichever of its channels the event comes from: every community of the team hears it. Of a private or
/// shared channel it is that channel's own.
/// </summary>
internal sealed class InstallFact(CommunityStore communities, TurnClaim claim)
{
    public static string PlaceOf(Turn turn) =>
        turn.Conversation is { TeamId: { Length: > 0 } team, ChannelType: not (ChannelType.Private or ChannelType.Shared) } ? team : turn.Conversation.Id;

    /// <summary>True where it was news for a community.</summary>
    public async ValueTask<bool> ApplyAsync(Turn turn, bool isRemoved, DateTimeOffset at, CancellationToken ct)
    {
        claim.MarkAtTheEnd();
        var isNews = false;
        foreach (var channelId in await ConcernedAsync(turn, ct))
        {
            var changes = false;
            await communities.ChangeAsync(
                turn.TenantId,
                channelId,
                community =>
                {
                    var after = community with { BotRemoved = community.BotRemoved.Hear(isRemoved, at) };
                    changes = after.BotRemoved.Value != community.BotRemoved.Value;
                    return after;
                },
                ct);
            isNews |= changes;
        }
        return isNews;
    }

    private async ValueTask<IReadOnlyList<string>> ConcernedAsync(Turn turn, CancellationToken ct)
    {
        var place = PlaceOf(turn);
        if (turn.Conversation.Kind != ConversationKind.Channel || place != turn.Conversation.TeamId) return [turn.Conversation.Id];
        return await communities.ListAsync(turn.TenantId, ct).Where(line => line.TeamId == place).Select(line => line.ChannelId).ToListAsync(ct);
    }
}

/// <summary>The button that turns the welcome into the other language, for whoever presses it.</summary>
internal sealed class TranslateWelcome : IHandler
{
    public const string Verb = "welcome.language";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var facts = WelcomeFacts.Of(turn);
        using var spoken = Language.Use(facts.Language);
        var view = new WelcomeView(turn.Conversation.Kind, facts.InstalledBy is { Length: > 0 } name ? name : null, facts.IsAdministrator);
        return new(new Reply.Replace(WelcomeCard.Render(view), WelcomeTexts.Summary, ForEveryone: false));
    }
}
