namespace TeamsCommunityBot.Cards;

public enum Spacing { None, Small, Default, Medium, Large, ExtraLarge, Padding }

public enum TextSize { Small, Default, Medium, Large, ExtraLarge }

public enum TextWeight { Lighter, Default, Bolder }

public enum TextColor { Default, Accent, Good, Warning, Attention }

public enum TextStyle { Default, Heading }

public enum ContainerStyle { Default, Emphasis, Good, Attention, Warning, Accent }

public enum ChoiceStyle { Compact, Expanded, Filtered }

/// <summary>How a button looks. Clients that do not know it show a plain button.</summary>
public enum ActionStyle { Default, Positive, Destructive }

/// <summary>Whether a press sends the inputs of the card along, and so checks the required ones.</summary>
public enum AssociatedInputs { Auto, None }
