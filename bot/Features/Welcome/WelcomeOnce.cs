using TeamsCommunityBot.Features.Permissions;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Welcome;

/// <summary>
/// The app was added: one welcome per installation, which says who added it and what to do first. Members who join later are never greeted.
/// The first person who ever adds it becomes the organisation's administrator, and the card says so.
/// </summary>
public sealed class WelcomeOnce(InstallStore installs, AdministratorStore administrators, CommunityStore communities, IRoster roster) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Happening is not { } happening || !await installs.RecordAsync(turn, installed: true, happening.SentAt, ct)) return Reply.None;
        await RestoreAsync(turn, happening.SentAt, ct);

        var isAdministrator = !turn.From.IsAnonymous && await administrators.TryBecomeFirstAsync(turn.TenantId, turn.From, turn.At, ct);
        var view = new WelcomeView(turn.Conversation.Kind, await NameOfInstallerAsync(turn, ct), isAdministrator);
        return new Reply.Card(WelcomeCard.Render(view), WelcomeTexts.Summary);
    }

    private async ValueTask RestoreAsync(Turn turn, DateTimeOffset at, CancellationToken ct)
    {
        if (await communities.FindAsync(turn.TenantId, turn.Conversation.Id, ct) is not { } stored) return;
        await communities.SaveAsync(stored, stored.Community with { BotRemoved = stored.Community.BotRemoved.Hear(false, at) }, ct);
    }

    /// <summary>Events often carry no name; the roster knows it.</summary>
    private async ValueTask<string?> NameOfInstallerAsync(Turn turn, CancellationToken ct)
    {
        if (turn.From.Name.Length > 0) return turn.From.Name;
        if (turn.From.IsAnonymous || turn.From.Address.Length == 0) return null;
        return await roster.FindAsync(turn.TenantId, turn.Address, turn.From, fresh: false, ct) is RosterAnswer.Member { Name: { Length: > 0 } name } ? name : null;
    }
}

/// <summary>The app was removed: from now on the bot is silent there. What is stored stays, so that adding it again restores all.</summary>
public sealed class FollowRemoval(InstallStore installs, CommunityStore communities) : IHandler
{
    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Happening is not { } happening) return Reply.None;
        await installs.RecordAsync(turn, installed: false, happening.SentAt, ct);
        if (await communities.FindAsync(turn.TenantId, turn.Conversation.Id, ct) is { } stored)
            await communities.SaveAsync(stored, stored.Community with { BotRemoved = stored.Community.BotRemoved.Hear(true, happening.SentAt) }, ct);
        return Reply.None;
    }
}

/// <summary>The button that turns the welcome into the other language, for whoever presses it.</summary>
public sealed class TurnWelcome : IHandler
{
    public const string Verb = "welcome.language";
    public const string LanguageKey = "language";
    public const string NameKey = "name";
    public const string AdministratorKey = "administrator";

    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var data = turn.Press?.Data ?? new Dictionary<string, string>();
        using var spoken = Language.Use(data.GetValueOrDefault(LanguageKey, Language.English));
        var view = new WelcomeView(
            turn.Conversation.Kind,
            data.GetValueOrDefault(NameKey, "") is { Length: > 0 } name ? name : null,
            data.GetValueOrDefault(AdministratorKey) == bool.TrueString);
        return new(new Reply.Replace(WelcomeCard.Render(view), WelcomeTexts.Summary, ForEveryone: false));
    }
}
