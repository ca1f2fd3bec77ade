using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Welcome;

/// <summary>
/// The app was added: one welcome per installation, which says who added it and what to do first. Members who join later are never greeted.
/// The first colleague who ever adds it to a team becomes the organisation's administrator, and the card says so.
/// </summary>
internal sealed class WelcomeOnce(InstallStore installs, AdministratorStore administrators, CommunityStore communities, IRoster roster) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Happening is not { } happening || !await installs.RecordAsync(turn, installed: true, happening.SentAt, ct)) return Reply.None;
        await communities.ChangeAsync(turn.TenantId, turn.Conversation.Id, it => it with { BotRemoved = it.BotRemoved.Hear(false, happening.SentAt) }, ct);

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
internal sealed class FollowRemoval(InstallStore installs, CommunityStore communities) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Happening is not { } happening) return Reply.None;
        await installs.RecordAsync(turn, installed: false, happening.SentAt, ct);
        await communities.ChangeAsync(turn.TenantId, turn.Conversation.Id, it => it with { BotRemoved = it.BotRemoved.Hear(true, happening.SentAt) }, ct);
        return Reply.None;
    }
}

/// <summary>The button that turns the welcome into the other language, for whoever presses it.</summary>
internal sealed class TurnWelcome : IHandler
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
