using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>The question to somebody to carry the why, ready to show.</summary>
/// <param name="By">Who asks: a name; empty once they were erased.</param>
internal sealed record SponsorQuestion(SponsorFacts Facts, string Community, string Why, string By)
{
    public static SponsorQuestion Of(Community community, Sponsor sponsor) =>
        new(new(community.ChannelId, sponsor.Number), community.Name, community.Purpose.Why, sponsor.By.Name);
}

/// <summary>The monthly prompt, ready to show.</summary>
/// <param name="Text">What the sponsor may post or record, in the language of the community.</param>
internal sealed record SponsorPromptView(SponsorFacts Facts, string Community, string Text);

/// <summary>The cards for the sponsor alone. Only they can answer, wherever a card stands.</summary>
internal static class SponsorCard
{
    public static AdaptiveCard Ask(SponsorQuestion view) => new()
    {
        Lang = Language.Current,
        FallbackText = AskSummary(view),
        Body =
        [
            Parts.Head(Words.Fill(PurposeTexts.AskTitle, Plain.Text(view.Community)), []),
            Parts.Paragraph(view.By.Length > 0 ? Words.Fill(PurposeTexts.AskedBy, Plain.Text(view.By)) : PurposeTexts.AskedBySomebody),
            new TextBlock(Plain.Text(view.Why)) { Weight = TextWeight.Bolder },
            Parts.Hint(PurposeTexts.WhatSponsorDoes),
        ],
        Actions =
        [
            Button(PurposeTexts.Accept, AcceptSponsor.Verb, view.Facts) with { Style = ActionStyle.Positive },
            Button(PurposeTexts.Decline, DeclineSponsor.Verb, view.Facts),
        ],
    };

    public static string AskSummary(SponsorQuestion view) => Words.Fill(PurposeTexts.AskTitle, Plain.OneLine(view.Community));

    public static AdaptiveCard Prompt(SponsorPromptView view) => new()
    {
        Lang = Language.Current,
        FallbackText = PromptSummary(view),
        Body =
        [
            Parts.Head(Words.Fill(PurposeTexts.PromptTitle, Plain.Text(view.Community)), []),
            Parts.Paragraph(PurposeTexts.PromptIntro),
            // A field to copy from: on a phone the text of a card cannot be selected. What is typed in it goes nowhere.
            new InputText { Id = nameof(SponsorPromptView.Text), Label = PurposeTexts.PromptLabel, Value = Plain.OneLine(view.Text), IsMultiline = true },
        ],
        Actions =
        [
            Button(PurposeTexts.DidIt, TellWhy.Verb, view.Facts) with { Style = ActionStyle.Positive },
            Button(PurposeTexts.SkipMonth, SkipPrompt.Verb, view.Facts),
            Button(PurposeTexts.StopAsking, StopPrompts.Verb, view.Facts),
        ],
    };

    public static string PromptSummary(SponsorPromptView view) => Words.Fill(PurposeTexts.PromptTitle, Plain.OneLine(view.Community));

    /// <summary>After an answer, in the place of the question: what came of it, and the ways back.</summary>
    /// <param name="forEveryone">Whether those may read it among whom the question stands, where that is the channel.</param>
    public static Reply.Replace Done(Turn turn, bool forEveryone, string sentence, string more, params IReadOnlyList<string> verbs) =>
        new(Outcome(SponsorFacts.Of(turn), sentence, more, verbs), Plain.OneLine(sentence), forEveryone || turn.Conversation.Kind == ConversationKind.Personal);

    public static AdaptiveCard Outcome(SponsorFacts facts, string sentence, string more, params IReadOnlyList<string> verbs) => new()
    {
        Lang = Language.Current,
        FallbackText = Plain.OneLine(sentence),
        Body = [Parts.Notice(NoticeKind.Good, Plain.Text(sentence)), Parts.Hint(Plain.Text(more))],
        Actions = [.. verbs.Select(verb => Button(TitleOf(verb), verb, facts))],
    };

    /// <summary>Tells somebody what became of a sponsor.</summary>
    public static AdaptiveCard News(string sentence, string more, NextPresses next) => new()
    {
        Lang = Language.Current,
        FallbackText = Plain.OneLine(sentence),
        Body = [Parts.Notice(NoticeKind.Info, Plain.Text(sentence)), Parts.Hint(more)],
        Actions = next.Buttons(),
    };

    private static string TitleOf(string verb) => verb switch
    {
        ResumePrompts.Verb => PurposeTexts.AskAgain,
        StopPrompts.Verb => PurposeTexts.StopAsking,
        TellWhy.Verb => PurposeTexts.DidIt,
        _ => PurposeTexts.StepDown,
    };

    private static ActionExecute Button(string title, string verb, SponsorFacts facts) =>
        new() { Title = title, Verb = verb, Data = facts.Data, AssociatedInputs = AssociatedInputs.None };
}
