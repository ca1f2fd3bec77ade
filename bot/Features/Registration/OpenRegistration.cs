using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary><c>/community register</c>: the form, filled with the channel's name.</summary>
internal sealed class OpenRegistration(CommunityStore communities, ITeamFacts channels, Membership membership) : IHandler
{
    public const string Command = CommandNames.Register;

    private const int MostLookedAt = 10;
    private const int MostWays = 3;
    private const int LongestName = 40;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return SentenceCard.Answer(RegistrationTexts.OnlyInChannel, await WaysAsync(turn, ct));
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

    /// <summary>The channels that the person is known in, which are in the teams where the new one may be; nothing of them where others read along.</summary>
    private async ValueTask<IReadOnlyList<CardAction>> WaysAsync(Turn turn, CancellationToken ct)
    {
        var help = Parts.CommandButton(RegistrationTexts.Help, CommandNames.Help);
        if (!turn.IsBetweenUs) return [help];
        var known = (await communities.KnowingAsync(turn.TenantId, turn.From.Id, MostLookedAt, ct)).Where(community => ChannelLink.To(community) is not null)
            .ToList();
        var where = await membership.OfAsync(known, turn.From, ct);
        return
        [
            .. known.Where((_, place) => where[place] == MembershipState.In).Take(MostWays).Select(community => new ActionOpenUrl(ChannelLink.To(community)!)
            {
                Title = Words.Fill(RegistrationTexts.OpenChannelOf, Plain.Shorten(Plain.OneLine(community.Name), LongestName)),
            }),
            help,
        ];
    }

    /// <summary>Teams has no name for the General channel, which goes by the team's name.</summary>
    private async ValueTask<string> NameOfChannelAsync(Turn turn, string teamId, CancellationToken ct) =>
        turn.Conversation.Name ?? await channels.FindAsync(turn.TenantId, turn.Address, teamId, turn.Conversation.Id, ct) ?? turn.Conversation.TeamName ?? "";
}
