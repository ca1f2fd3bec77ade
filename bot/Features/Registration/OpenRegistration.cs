using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary><c>/community register</c>: the form, filled with the channel's name.</summary>
internal sealed class OpenRegistration(CommunityStore communities, IChannelNames channels) : IHandler
{
    public const string Command = CommandNames.Register;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(RegistrationTexts.OnlyInChannel);
        var before = await communities.FindAsync(turn.TenantId, turn.Conversation.Id, ct);
        if ((turn.Conversation.TeamId ?? before?.Community.TeamId) is not { } teamId) return new Reply.Text(RegistrationTexts.TeamNotTold);
        if (before is { Community.IsRegistered: true }) return new Reply.Continue(CommandNames.Status, RegistrationTexts.AlreadyRegistered);

        var today = LocalTime.DayIn(turn.TimeZone ?? LocalTime.DefaultZone, turn.At);
        var name = turn.Argument.Length > 0 ? turn.Argument : await NameOfChannelAsync(turn, teamId, ct);
        var form = before is { Community: var old }
            ? new RegistrationForm(RegisterCommunity.Verb, 0, old.Name, old.Theme, old.StartDate, old.Language, today, [])
            : new RegistrationForm(RegisterCommunity.Verb, 0, name, "", today, Language.Current, today, []);
        return new Reply.Card(RegistrationCard.Form(form), RegistrationTexts.FormTitle);
    }

    /// <summary>Teams has no name for the General channel, which goes by the team's name.</summary>
    private async ValueTask<string> NameOfChannelAsync(Turn turn, string teamId, CancellationToken ct) =>
        turn.Conversation.Name ?? await channels.FindAsync(turn.TenantId, turn.Address, teamId, turn.Conversation.Id, ct) ?? turn.Conversation.TeamName ?? "";
}
