using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Registration;

/// <summary>The button under the form: one community per channel, ever.</summary>
internal sealed class RegisterCommunity(CommunityStore communities, QuietDayStore quiet, PersonIndex people, Rounds rounds) : IHandler
{
    public const string Verb = "community.register";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn is not { Press.Answers: { } inputs, Conversation: { Kind: ConversationKind.Channel } place })
            return new Reply.Text(RegistrationTexts.OnlyInChannel);
        var before = await communities.FindAsync(turn.TenantId, place.Id, ct);
        if ((place.TeamId ?? before?.Community.TeamId) is not { } teamId) return new Reply.Text(RegistrationTexts.TeamNotTold);
        if (before is { Community.IsRegistered: true }) return new Reply.Continue(CommandNames.Status, RegistrationTexts.AlreadyRegistered);

        var today = LocalTime.DayIn(turn.TimeZone ?? LocalTime.DefaultZone, turn.At);
        var answer = RegistrationAnswer.Read(inputs, today);
        if (answer.Problems.Count > 0)
        {
            var form = new RegistrationForm(Verb, 0, answer.Name, answer.Theme, answer.StartDate, answer.Language, today, answer.Problems);
            return new Reply.Replace(RegistrationCard.Form(form), RegistrationTexts.CheckTheForm, ForEveryone: false);
        }

        var community = New(turn, teamId, answer, before?.Community.Revision ?? 0);
        await rounds.PlanAsync(community, RoundOccasion.Begins, turn.At, ct);
        await people.NoteAsync(turn.TenantId, turn.From, community.ChannelId, ct);
        var done = before is null ? await communities.AddAsync(community, ct) : await communities.SaveAsync(before, community, ct);
        using var spoken = Language.Use(community.Language);
        return new Reply.Continue(CommandNames.Status, done ? await RegisteredAsync(community, turn.At, ct) : RegistrationTexts.AlreadyRegistered);
    }

    /// <summary>With when the bot first speaks of its own accord: nobody is surprised on Monday.</summary>
    private async ValueTask<string> RegisteredAsync(Community community, DateTimeOffset now, CancellationToken ct)
    {
        var registered = Words.Fill(RegistrationTexts.Registered, community.Name);
        if (community.NextNudge(now, await quiet.FindLatelyAsync(community.TenantId, ct)) is not { } first) return registered;
        return $"{registered} {Words.Fill(RegistrationTexts.FirstMessage, Words.Moment(LocalTime.In(community.TimeZone, first.At)))}";
    }

    private static Community New(Turn turn, string teamId, RegistrationAnswer answer, int revision) => new()
    {
        TenantId = turn.TenantId,
        ChannelId = turn.Conversation.Id,
        TeamId = teamId,
        Name = answer.Name,
        Theme = answer.Theme,
        StartDate = answer.StartDate!.Value,
        AsksTarget = answer.StartDate.Value > LocalTime.DayIn(turn.TimeZone ?? LocalTime.DefaultZone, turn.At),
        FirstSteps = FirstSteps.None,
        Language = answer.Language,
        TimeZone = turn.TimeZone ?? LocalTime.DefaultZone,
        Address = turn.Address.OfChannel(turn.Conversation.Id),
        IsOpenChannel = turn.Conversation.ChannelType is ChannelType.Standard or ChannelType.Unknown,
        Shared = new(turn.Conversation.ChannelType == ChannelType.Shared, turn.At),
        RegisteredBy = turn.From.Id,
        RegistrantAddress = turn.From.Address,
        RegisteredAt = turn.At,
        Revision = revision + 1,
        ChannelName = new(turn.Conversation.Name ?? "", turn.At),
        TeamName = new(turn.Conversation.TeamName ?? "", turn.At),
    };
}
