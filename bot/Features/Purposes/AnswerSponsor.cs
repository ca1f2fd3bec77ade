using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>The button "fine": they carry the why from now on.</summary>
internal sealed class AcceptSponsor(SponsorDesk desk) : IHandler
{
    public const string Verb = "why.sponsor.accept";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var community = await desk.AnswerAsync(turn, (it, facts) => it.AnswerSponsor(facts.Number, turn.From, yes: true, turn.At), ct);
        // Where their chat could not be reached the card stands in the channel, and others read it too.
        var sentence = turn.Conversation.Kind == ConversationKind.Personal
            ? Words.Fill(PurposeTexts.YouAreSponsor, community.Name)
            : Words.Fill(PurposeTexts.SomebodyIsSponsor, turn.From.Name, community.Name);
        return SponsorCard.Done(turn, forEveryone: true, sentence, PurposeTexts.WhatFollows, DeclineSponsor.Verb);
    }
}

/// <summary>The button "rather not", and for a sponsor "I stop": only who asked hears of it.</summary>
internal sealed class DeclineSponsor(SponsorDesk desk) : IHandler
{
    public const string Verb = "why.sponsor.decline";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        await desk.AnswerAsync(turn, (it, facts) => it.AnswerSponsor(facts.Number, turn.From, yes: false, turn.At), ct);
        return SponsorCard.Done(turn, forEveryone: false, PurposeTexts.Declined, PurposeTexts.DeclinedMore);
    }
}

/// <summary>The button "I did it" under the monthly prompt: the card of the why says when it was last told.</summary>
internal sealed class TellWhy(SponsorDesk desk) : IHandler
{
    public const string Verb = "why.told";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        await desk.AnswerAsync(turn, (it, facts) => it.TellWhy(facts.Number, turn.From, turn.At), ct);
        return SponsorCard.Done(turn, forEveryone: false, PurposeTexts.ThanksForTelling, PurposeTexts.NextMonth);
    }
}

/// <summary>The button "not this month": nothing is kept of it.</summary>
internal sealed class SkipPrompt(SponsorDesk desk) : IHandler
{
    public const string Verb = "why.later";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        // As it is already: nothing changes, but the rule says whether the answer is theirs to give.
        await desk.AnswerAsync(turn, (it, facts) => it.LeaveSponsorAlone(facts.Number, turn.From, it.Purpose.Sponsor?.IsLeftAlone == true), ct);
        return SponsorCard.Done(turn, forEveryone: false, PurposeTexts.NotThisMonth, PurposeTexts.NextMonth, TellWhy.Verb);
    }
}

/// <summary>The button "stop asking": they stay sponsor, and may change their mind.</summary>
internal sealed class StopPrompts(SponsorDesk desk) : IHandler
{
    public const string Verb = "why.stop";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var community = await desk.AnswerAsync(turn, (it, facts) => it.LeaveSponsorAlone(facts.Number, turn.From, isLeftAlone: true), ct);
        return SponsorCard.Done(turn, forEveryone: false, PurposeTexts.StoppedAsking, Words.Fill(PurposeTexts.StillSponsor, community.Name), ResumePrompts.Verb,
            DeclineSponsor.Verb);
    }
}

/// <summary>The button "ask me again": the undo of <see cref="StopPrompts"/>.</summary>
internal sealed class ResumePrompts(SponsorDesk desk) : IHandler
{
    public const string Verb = "why.resume";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        await desk.AnswerAsync(turn, (it, facts) => it.LeaveSponsorAlone(facts.Number, turn.From, isLeftAlone: false), ct);
        return SponsorCard.Done(turn, forEveryone: false, PurposeTexts.AsksAgain, PurposeTexts.WhatFollows, StopPrompts.Verb);
    }
}
