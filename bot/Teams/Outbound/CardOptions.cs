using Microsoft.Extensions.Options;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>The section <c>Cards</c>: what the cards that leave are made of.</summary>
public sealed class CardOptions
{
    public const string Section = "Cards";

    /// <summary><c>rich</c>, or <c>plain</c> for the day on which Teams breaks one of the newer elements.</summary>
    public CardElements Elements { get; set; } = CardElements.Rich;
}

public enum CardElements
{
    /// <summary>Elements that came after version 1.5 are used, each with a fallback.</summary>
    Rich,

    /// <summary>The fallbacks are sent in their place.</summary>
    Plain,
}

/// <summary>Stops the start when the section <c>Cards</c> cannot work.</summary>
internal sealed class CardOptionsCheck : IValidateOptions<CardOptions>
{
    public ValidateOptionsResult Validate(string? name, CardOptions options) => Enum.IsDefined(options.Elements)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Cards:Elements is neither rich nor plain.");
}
