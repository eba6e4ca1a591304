namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>What an interval is for.</summary>
public enum IntervalUse
{
    /// <summary>It holds unless the laboratory names another set.</summary>
    Default,
    /// <summary>Another reagent or population.</summary>
    Alternative,
    /// <summary>The laboratory's own interval replaces it.</summary>
    Placeholder,
    /// <summary>It is shown and never labels a value.</summary>
    ReferenceOnly,
}

/// <summary>A reference interval.</summary>
/// <param name="Claim">Its id, sources and confidence.</param>
/// <param name="Set">Reagent, population or laboratory.</param>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="Unit">Unit of the limits.</param>
/// <param name="Sex"><c>F</c>, <c>M</c> or <c>any</c>.</param>
/// <param name="FromDays">Age in days, inclusive.</param>
/// <param name="ToDays">Age in days, exclusive; null for no end.</param>
/// <param name="AgeLabel">The age, for people.</param>
/// <param name="Pregnancy"><c>none</c>, <c>T1</c>, <c>T2</c> or <c>T3</c>.</param>
/// <param name="ValidFrom">First day of the draws that it is for; null for no beginning.</param>
/// <param name="ValidTo">Last day of them; null for no end.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Note">For people.</param>
public sealed record Interval(
    Claim Claim, string Set, string Analyte, string Method, string Unit, string Sex, int FromDays, int? ToDays,
    string AgeLabel, string Pregnancy, DateOnly? ValidFrom, DateOnly? ValidTo, decimal Low, decimal High, IntervalUse Use, string Note)
    : ClinicalRow(Claim)
{
    /// <summary>The sex of a row that holds for everybody.</summary>
    internal const string AnySex = "any";

    /// <summary>The code of <see cref="Pregnancy"/> outside of one.</summary>
    internal const string NotPregnant = "none";

    /// <summary>State at the draw under which intervals differ by the third of the pregnancy.</summary>
    internal const string PregnantState = "pregnancy";

    internal bool Holds(string analyte, string method, string? sex, int ageDays, string pregnancy, DateOnly? day) =>
        Analyte == analyte && Method == method && Sex is var own && (own == AnySex || own == sex)
        && ageDays >= FromDays && !(ageDays >= ToDays) && Pregnancy == pregnancy && !(day < ValidFrom) && !(day > ValidTo);
}

/// <summary>Reference intervals.</summary>
public sealed class IntervalTable
{
    internal IntervalTable(IReadOnlyList<Interval> rows) => Rows = rows;

    /// <summary>The rows, in the order of the table.</summary>
    public IReadOnlyList<Interval> Rows { get; }

    /// <summary>The interval of one set; null where the set has none. Sets have at most one.</summary>
    /// <param name="set">Name of the set.</param>
    /// <param name="analyte">Code of the analyte.</param>
    /// <param name="method">Code of the method.</param>
    /// <param name="sex"><c>F</c> or <c>M</c>; null where it is unknown, which only intervals for everybody suit.</param>
    /// <param name="ageDays">Age in days at the draw.</param>
    /// <param name="pregnancy"><c>none</c>, <c>T1</c>, <c>T2</c> or <c>T3</c>.</param>
    /// <param name="day">Day of the draw; null where it is unknown, which every interval suits.</param>
    public Interval? Choose(string set, string analyte, string method, string? sex, int ageDays, string pregnancy,
        DateOnly? day = null) =>
        Rows.FirstOrDefault(row => row.Set == set && row.Holds(analyte, method, sex, ageDays, pregnancy, day));

    /// <summary>The intervals of all sets, default first.</summary>
    /// <inheritdoc cref="Choose"/>
    public IReadOnlyList<Interval> All(string analyte, string method, string? sex, int ageDays, string pregnancy,
        DateOnly? day = null) =>
        [.. Rows.Where(row => row.Holds(analyte, method, sex, ageDays, pregnancy, day)).OrderBy(row => row.Use)];
}

/// <summary>A class of values, for adults outside pregnancy.</summary>
/// <param name="Claim">Its id, sources and confidence.</param>
/// <param name="Analyte">Code of the analyte, or analyte and assay with a colon between.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="Sex"><c>F</c>, <c>M</c> or <c>any</c>.</param>
/// <param name="Class">Code; its words are <c>class.</c> and the code.</param>
/// <param name="From">In the unit of the assay, inclusive.</param>
/// <param name="Below">Exclusive; null for no end.</param>
/// <param name="Note">For people.</param>
public sealed record DecisionLimit(
    Claim Claim, string Analyte, string Method, string Sex, string Class, decimal From, decimal? Below, string Note)
    : ClinicalRow(Claim);

/// <summary>Classes of values.</summary>
public sealed class DecisionLimitTable
{
    readonly Dictionary<(string Analyte, string Method), DecisionLimit[]> byAssay;

    internal DecisionLimitTable(IReadOnlyList<DecisionLimit> rows)
    {
        Rows = rows;
        byAssay = rows.GroupBy(row => (row.Analyte, row.Method)).ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The rows, in the order of the table.</summary>
    public IReadOnlyList<DecisionLimit> Rows { get; }

    /// <summary>The limits of an analyte and a method, in the order of the table.</summary>
    /// <param name="analyte">As <see cref="DecisionLimit.Analyte"/>.</param>
    /// <param name="method">Code of the method.</param>
    public IReadOnlyList<DecisionLimit> Of(string analyte, string method) => byAssay.GetValueOrDefault((analyte, method)) ?? [];

    /// <summary>The class of a value; null where there is none, or where it depends on a sex that is unknown.</summary>
    /// <param name="analyte">As <see cref="DecisionLimit.Analyte"/>.</param>
    /// <param name="method">Code of the method.</param>
    /// <param name="sex"><c>F</c> or <c>M</c>; null where it is unknown.</param>
    /// <param name="value">In the unit of the assay, not below 0.</param>
    public DecisionLimit? ClassOf(string analyte, string method, string? sex, decimal value)
    {
        foreach (var row in Of(analyte, method))
            if ((row.Sex == Interval.AnySex || row.Sex == sex) && value >= row.From && !(value >= row.Below)) return row;
        return null;
    }

    /// <summary>The class of a value of an assay: by its own limits, else by those of its analyte.</summary>
    /// <inheritdoc cref="ClassOf(string, string, string?, decimal)"/>
    public DecisionLimit? ClassOf(AssayRow assay, string? sex, decimal value) =>
        ClassOf(assay.OwnLimits, assay.Method, sex, value)
        ?? ClassOf(assay.Analyte, assay.Method, sex, value);
}

/// <summary>Which values of controls a rule looks at together.</summary>
public enum ControlScope
{
    /// <summary>Consecutive values of one control.</summary>
    Control,
    /// <summary>Values of different controls in one run.</summary>
    Run,
    /// <summary>Consecutive values of all controls of the assay on the analyser.</summary>
    All,
}

/// <summary>A rule over the values of controls, in SD from the mean of each.</summary>
/// <param name="Claim">Its id, key of its words, sources and confidence.</param>
/// <param name="OppositeSides">One value lies above and another below; else all lie on one side.</param>
/// <param name="Count">How many values.</param>
/// <param name="Beyond">SD that each of them lies more than away from its mean.</param>
/// <param name="Within">Which values.</param>
/// <param name="Rejects">The run is rejected; else it is a warning.</param>
public sealed record ControlRule(Claim Claim, bool OppositeSides, int Count, decimal Beyond, ControlScope Within, bool Rejects)
    : ClinicalRow(Claim)
{
    internal const int MostValues = 30;
}
