using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Calls;

/// <summary><c>/community call</c>: the form for a new call, or the one there is, with the way to end it.</summary>
internal sealed class ShowCall(CommunityStore communities, CallStore calls) : IHandler
{
    public const string Command = CommandNames.Call;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind != ConversationKind.Channel) return new Reply.Text(CallTexts.OnlyInChannel);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        if (await calls.FindAsync(community, ct) is { Call: var call } && call.StateIn(community, turn.At) == CallState.Open)
        {
            var hands = turn.IsBetweenUs ? (await calls.HandsAsync(community, call.Number, ct)).Select(hand => hand.Who.Name).ToList() : null;
            return new Reply.Card(CallCard.Present(CallView.Of(community, call, turn.At), hands), CallTexts.PresentTitle);
        }
        var open = RolesWithoutHolder(community);
        return new Reply.Card(CallCard.Form(new(open, open, "", [])), CallTexts.FormTitle);
    }

    internal static IReadOnlyList<Role> RolesWithoutHolder(Community community) =>
        [.. community.Roles.All().Where(slot => slot.Holder is null).Select(slot => slot.Role)];
}

/// <summary>The form sent in: the call goes to the channel.</summary>
internal sealed class PostCall(CommunityStore communities, CallStore calls, IAgenda agenda) : IHandler
{
    public const string Verb = "call.post";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        var before = await calls.FindAsync(community, ct);
        if (before?.Call.StateIn(community, turn.At) == CallState.Open) return new Reply.Text(CallTexts.AlreadyOpen);

        var open = ShowCall.RolesWithoutHolder(community);
        var wanted = (turn.Press?.Answers.GetValueOrDefault(nameof(CallAnswer.Roles), "") ?? "").Split(',');
        IReadOnlyList<Role> roles = [.. open.Where(role => wanted.Contains(role.ToString()))];
        var text = Plain.OneLine(turn.Press?.Answers.GetValueOrDefault(nameof(CallAnswer.Text), "") ?? "");
        if (ProblemOf(roles, text) is { } problem)
            return new Reply.Replace(CallCard.Form(new(open, roles, Plain.Shorten(text, 2 * OpenCall.TextLimit), [new(nameof(CallAnswer.Text), problem)])),
                problem,
                ForEveryone: false);

        var call = new OpenCall { Number = (before?.Call.Number ?? 0) + 1, Roles = roles, Text = text, By = turn.From, At = turn.At };
        await agenda.PlanAsync(PressPost.LineFor(turn, SendCall.Kind), ct);
        return new Reply.Text(await communities.WriteAsLeadAsync(turn, community.ChannelId, [CallStore.ChangeOf(community, before, call)], ct) switch
        {
            DecisionEnd.Made => CommunityTexts.OnItsWay,
            DecisionEnd.NotLead => CommunityTexts.NotLeadNow,
            _ => CallTexts.AlreadyOpen,
        });
    }

    private static string? ProblemOf(IReadOnlyList<Role> roles, string text) =>
        roles.Count == 0 && text.Length == 0 ? CallTexts.NothingAsked
        : Plain.IsLonger(text, OpenCall.TextLimit) ? Words.Fill(CallTexts.TextTooLong, OpenCall.TextLimit)
        : null;
}

/// <summary>The button "end the call". Its card in the channel says so too.</summary>
internal sealed class CloseCall(CommunityStore communities, CallStore calls) : IHandler
{
    public const string Verb = "call.close";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        if (await calls.FindAsync(community, ct) is not { } stored || Number(turn) != stored.Call.Number || stored.Call.ClosedAt is not null)
            return new Reply.Text(CallTexts.Closed);
        var closed = CallStore.ChangeOf(community, stored, stored.Call with { ClosedAt = turn.At });
        var ruling = new Ruling<bool>(true) { Beside = [closed], Due = [RenewCall.LineOf(community, stored.Call.Number, "closed", turn.At)] };
        return (await communities.DecideAsLeadAsync(turn, community.ChannelId, _ => ruling, ct)).End switch
        {
            DecisionEnd.Made => new Reply.Continue(CommandNames.Status, CallTexts.NowClosed),
            DecisionEnd.NotLead => new Reply.Text(CommunityTexts.NotLeadNow),
            _ => new Reply.Text(CallTexts.Closed),
        };
    }

    internal static int? Number(Turn turn) =>
        int.TryParse(turn.Press?.Data.GetValueOrDefault(CallCard.NumberKey), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The button "I would enjoy that": up, and pressed again down. Nobody in the channel learns of it.</summary>
internal sealed class RaiseHand(CommunityStore communities, CallStore calls) : IHandler
{
    public const string Verb = "call.raise";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        if (await calls.FindAsync(community, ct) is not { Call: var call } || CloseCall.Number(turn) is not { } number) return new Reply.Text(CallTexts.Closed);
        if (number != call.Number || call.StateIn(community, turn.At) != CallState.Open) return Over(community, call, number, turn.At);

        var isUp = await calls.TurnHandAsync(community, new(number, turn.From, turn.At), ct);
        return new Reply.Text(!isUp ? CallTexts.HandDown : community.Roles.Verbinder.Holder is { } verbinder && !verbinder.Is(turn.From)
            ? Words.Fill(CallTexts.ThanksVerbinder, Plain.OneLine(verbinder.Name))
            : CallTexts.ThanksLeads);
    }

    /// <summary>What is over says so to everybody, in its own place; of an earlier call nothing more is known.</summary>
    private static Reply.Replace Over(Community community, OpenCall call, int number, DateTimeOffset now)
    {
        var view = CallView.Of(community, call, now);
        if (number != call.Number) view = view with { Number = number, Roles = [], Text = "", State = CallState.Closed };
        return new(CallCard.Render(view), CallCard.Summary(view));
    }
}
