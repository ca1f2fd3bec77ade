using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>The number that somebody typed on the card of the targets: so many there are today.</summary>
internal sealed class CountTarget(TargetDesk desk) : IHandler
{
    public const string Verb = "target.count";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var community = await desk.PlaceAsync(turn, ct);
        var answer = CountAnswer.Read(turn.Press!.Answers, TargetFacts.Of(turn).Id, community);
        if (answer.Problem is not null)
        {
            var view = TargetsView.Of(community, turn.At) with { Count = answer };
            return new Reply.Replace(TargetCard.Render(view), TargetTexts.CheckTheForm, ForEveryone: false);
        }
        var value = TargetAnswer.NumberOf(answer.Count) ?? 0;
        return await desk.ShowAsync(turn, await desk.DecideAsync(turn, it => it.CountTarget(answer.Which, value, turn.From, turn.At), ct), ct);
    }
}

/// <summary>The button "begin without a target": the form that asks why.</summary>
internal sealed class AskWithout(TargetDesk desk) : IHandler
{
    public const string Verb = "target.without";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        await desk.PlaceAsync(turn, ct);
        return new Reply.Replace(TargetCard.Without(new()), TargetTexts.WithoutTitle, ForEveryone: false);
    }
}

/// <summary>The reason sent in: it is stored, and the community leaves the preparation on its first day.</summary>
internal sealed class BeginWithout(TargetDesk desk) : IHandler
{
    public const string Verb = "target.without.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        await desk.PlaceAsync(turn, ct);
        var reason = Cards.Plain.OneLine(turn.Press!.Answers.GetValueOrDefault(nameof(TargetAnswer.Reason), ""));
        if (ProblemWith(reason) is { } problem)
        {
            var form = new WithoutForm(Cards.Plain.Shorten(reason, 2 * Target.ReasonLimit), problem);
            return new Reply.Replace(TargetCard.Without(form), TargetTexts.CheckTheForm, ForEveryone: false);
        }
        return await desk.ShowAsync(turn, await desk.DecideAsLeadAsync(turn, it => it.BeginWithoutTarget(reason, turn.From, turn.At), ct), ct);
    }

    private static string? ProblemWith(string reason) => reason switch
    {
        "" => TargetTexts.ReasonMissing,
        _ when Cards.Plain.IsLonger(reason, Target.ReasonLimit) => Words.Fill(TargetTexts.ReasonTooLong, Target.ReasonLimit),
        _ => null,
    };
}
