using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Requests.Forms;

/// <summary>What a field takes.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Text,
    /// <summary>Several lines.</summary>
    Lines,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A day.</summary>
    Date,
    /// <summary>One of the options.</summary>
    Choice,
    /// <summary>Any of the options.</summary>
    Choices,
    /// <summary>A fact of the dictionary: its answer is one of the clinical picture.</summary>
    Fact,
}

/// <summary>An answer to choose.</summary>
/// <param name="Id">How it is stored.</param>
/// <param name="Words">What it says.</param>
public sealed record FieldOption(string Id, Words Words);

/// <summary>A field of a form.</summary>
/// <param name="Id">Its id; of a fact, the id in the dictionary.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Words">Its label.</param>
/// <param name="Hint">What stands below the label; null for nothing.</param>
/// <param name="Unit">Unit of a number; empty for none.</param>
/// <param name="IsRequired">It has to be filled.</param>
/// <param name="IsSecret">It identifies a person within the hospital: it is stored encrypted.</param>
/// <param name="Options">What can be chosen.</param>
/// <param name="Question">Of a fact: the question of the clinical picture.</param>
public sealed record FormField(string Id, FieldKind Kind, Words Words, Words? Hint, string Unit, bool IsRequired, bool IsSecret,
    IReadOnlyList<FieldOption> Options, PictureQuestion? Question)
{
    /// <summary>Most characters of one line, and of several.</summary>
    public const int LongestText = 200, LongestLines = 4000;

    /// <summary>An answer in words.</summary>
    public string WordsOf(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Kind switch
        {
            FieldKind.Choice or FieldKind.Choices => Decisions.Words.Names(value.Split('+')
                .Select(v => Options.FirstOrDefault(o => o.Id == v)?.Words.In() ?? v)).In(),
            FieldKind.Number => $"{value} {Unit}".TrimEnd(),
            _ => value,
        };
    }
}

/// <summary>Fields that stand together.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Fields">The fields, in their order.</param>
public sealed record FormSection(string Id, Words Title, IReadOnlyList<FormField> Fields);

/// <summary>A form, as one version of the file of forms has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Version of the file.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sections">The sections, in their order.</param>
public sealed record RequestForm(string Id, string Version, Words Title, IReadOnlyList<FormSection> Sections)
{
    /// <summary>The forms that there are.</summary>
    public const string TestRequest = "test-request", Consultation = "consultation", Referral = "referral";

    /// <summary>Every form that the file has to have.</summary>
    internal static readonly IReadOnlyList<string> All = [TestRequest, Consultation, Referral];

    /// <summary>All fields, in their order.</summary>
    public IEnumerable<FormField> Fields => Sections.SelectMany(s => s.Fields);
}
