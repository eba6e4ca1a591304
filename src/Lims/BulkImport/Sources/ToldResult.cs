using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Analysers;

namespace Thrombophilia.Lims.BulkImport.Sources;

/// <summary>One result in the words of an analyser. What it has not told is empty.</summary>
/// <param name="Line">Line of the file on which it begins.</param>
sealed partial record ToldResult(int Line)
{
    /// <summary>Code of the analyser.</summary>
    public string Analyser { get; init; } = "";
    /// <summary>The id that the analyser gave.</summary>
    public string Id { get; init; } = "";
    /// <summary>Code of the sample.</summary>
    public string Sample { get; init; } = "";
    /// <summary>The test as the analyser calls it.</summary>
    public string Test { get; init; } = "";
    /// <summary>What the test is here; null where nobody has said it.</summary>
    public TestTarget? Target { get; init; }
    /// <summary>A number with a point, or one with a comparator.</summary>
    public string Value { get; init; } = "";
    /// <summary>The unit.</summary>
    public string Unit { get; init; } = "";
    /// <summary>When the blood was drawn, ISO 8601.</summary>
    public string Drawn { get; init; } = "";
    /// <summary>When it was measured, ISO 8601.</summary>
    public string Measured { get; init; } = "";
    /// <summary>The run.</summary>
    public string Run { get; init; } = "";
    /// <summary>The states at the draw.</summary>
    public string States { get; init; } = "";
    /// <summary>What the reader of the file could not take; null where it could take everything.</summary>
    public CellProblem? Problem { get; init; }

    /// <summary>The row of our own file that says the same; refused where the result cannot be one.</summary>
    public CsvRow Row(ClinicalRules rules)
    {
        var assay = rules.Assays.FirstOrDefault(a => a.Id == Target?.Assay);
        var problem = Problem
            ?? (Test.Length == 0 ? new CellProblem("analyte", "", "missing-value")
            : Target is null ? new("analyte", Test, "unknown-test", Test)
            : assay is null ? new("analyte", Test, "unknown-assay", Test, Target.Assay)
            // What an analyser prints in place of a number, as ---- or +++++, is never a value.
            : Measurement.Read(Value) is null ? new("value", Value, "no-number")
            : null);
        return new(Line, new Dictionary<string, string>
        {
            ["assay_id"] = Id.Length == 0 ? MadeId() : Analyser.Length == 0 ? Id : $"{Analyser}:{Id}",
            ["sample"] = Sample,
            ["analyte"] = assay is null ? "" : rules.NameOf(assay),
            ["method"] = assay?.Method ?? "",
            ["value"] = Value,
            ["unit"] = assay is null ? Unit : UnitOf(assay),
            ["drawn"] = Drawn,
            ["states"] = States,
            ["analyser"] = Analyser,
            ["run"] = Run,
            ["measured"] = Measured,
        }, problem);
    }

    // The same result of the same file gets the same id, so that a second import finds it recorded.
    string MadeId() => "R-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Analyser, Measured.Length > 0 ? Measured : Run, Sample, Target?.Assay))))[..40];

    // As the table of assays writes it, or as UCUM does: [IU]/mL is IU/mL, and mg/L{FEU} is mg/L FEU.
    string UnitOf(AssayRow assay)
    {
        if (Unit.Length == 0) return Target!.Unit;
        var plain = Annotation().Replace(Arbitrary().Replace(Unit, "IU"), " $1").Trim();
        return IsUnit(Unit) || !IsUnit(plain) ? Unit : plain;

        bool IsUnit(string unit) => unit == assay.Unit || assay.OtherUnits.ContainsKey(unit);
    }

    [GeneratedRegex(@"\[[Ii]U\]")]
    private static partial Regex Arbitrary();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Annotation();
}
