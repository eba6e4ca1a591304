namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>The automatic label that a state forbids.</summary>
public enum Blocks
{
    /// <summary>None.</summary>
    None,
    /// <summary>A value may not be called normal.</summary>
    Normal,
    /// <summary>A value may not be called abnormal.</summary>
    Abnormal,
    /// <summary>A value may not be called either.</summary>
    Both,
}

/// <summary>What a state at the draw does to an assay.</summary>
/// <param name="Claim">Its id, sources and confidence.</param>
/// <param name="State">Id of the state.</param>
/// <param name="Analyte">Code of the analyte, or <c>DNA</c>.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="Effect">Code: interpretable, falsely-low, falsely-high, true-change, variable or not-interpretable.</param>
/// <param name="Direction"><c>up</c>, <c>down</c>, <c>none</c> or <c>unknown</c>.</param>
/// <param name="Blocks">The automatic label that it forbids.</param>
/// <param name="WashoutDays">Days until the assay can be read again; null where no date can be told.</param>
/// <param name="ServesNow">Assays, as analyte and method with a slash between, that may be read now; <c>DNA</c>, or
/// <c>none</c>.</param>
/// <param name="NormalLeavesOpen">Type that a normal value does not exclude; its words are <c>open.</c> and the code;
/// empty for none.</param>
public sealed record InterferenceRow(
    Claim Claim, string State, string Analyte, string Method, string Effect, string Direction, Blocks Blocks,
    int? WashoutDays, IReadOnlyList<string> ServesNow, string NormalLeavesOpen) : ClinicalRow(Claim)
{
    /// <summary>Key of the words of the effect: those of a true change depend on its direction.</summary>
    public string EffectKey => Effect == TrueChange ? $"effect.{Effect}.{Direction}" : $"effect.{Effect}";

    internal const string Interpretable = "interpretable", FalselyLow = "falsely-low", FalselyHigh = "falsely-high",
        TrueChange = "true-change", Variable = "variable", NotInterpretable = "not-interpretable";
}

/// <summary>What every state does to every assay.</summary>
public sealed class InterferenceTable
{
    readonly Dictionary<(string State, string Analyte, string Method), InterferenceRow> byKey;

    readonly ILookup<(string Analyte, string Method), string> leftOpen;

    internal InterferenceTable(IReadOnlyList<InterferenceRow> rows)
    {
        (Rows, byKey) = (rows, rows.ToDictionary(row => (row.State, row.Analyte, row.Method)));
        leftOpen = rows.Where(row => row.NormalLeavesOpen.Length > 0).Select(row => (row.Analyte, row.Method, row.NormalLeavesOpen))
            .Distinct().ToLookup(row => (row.Analyte, row.Method), row => row.NormalLeavesOpen);
    }

    /// <summary>The rows, in the order of the table.</summary>
    public IReadOnlyList<InterferenceRow> Rows { get; }

    /// <summary>The row of a state and an assay; null where the table has none.</summary>
    public InterferenceRow? Of(string state, string analyte, string method) =>
        byKey.GetValueOrDefault((state, analyte, method));

    /// <summary>The types that a normal value of an assay does not exclude; their words are <c>open.</c> and the code.</summary>
    public IEnumerable<string> LeftOpenBy(string analyte, string method) => leftOpen[(analyte, method)];
}
