using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;
using Thrombophilia.Portal.Ui.Pedigrees;
using Sex = Thrombophilia.Lims.Kernel.Sex;

namespace Thrombophilia.Portal.Pages.Biobank.Families;

/// <summary>One family: its pedigree, and who belongs to it.</summary>
internal sealed class FamilyModel(FamilyQueries families, FamilyService service, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    const string Yes = "yes", No = "no";

    public Family Family { get; private set; } = null!;
    /// <summary>Generation by generation, from left to right.</summary>
    public IReadOnlyList<FamilyMember> Members { get; private set; } = [];
    public IReadOnlyDictionary<int, Subject> Subjects { get; private set; } = new Dictionary<int, Subject>();
    public PedigreeLayout Layout { get; private set; } = null!;
    public bool MayWrite => who.Is(Role.Technician) || who.Is(Role.Administrator);

    /// <summary>Label of the person who is changed; null for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Member { get; set; }
    [BindProperty]
    public string? Label { get; set; }
    [BindProperty]
    public Sex Sex { get; set; }
    /// <summary>Yes, no, or empty where it is not recorded.</summary>
    [BindProperty]
    public string? Thrombosis { get; set; }
    [BindProperty]
    public string? Deceased { get; set; }
    [BindProperty]
    public string? Father { get; set; }
    [BindProperty]
    public string? Mother { get; set; }
    [BindProperty]
    public string? Subject { get; set; }

    public static IEnumerable<(string, string)> Answers =>
        [("", Answer(null)), (Yes, Answer(true)), (No, Answer(false))];

    public static IEnumerable<(string, string)> Deaths => [("", Texts.Get("no")), (Yes, Texts.Get("yes"))];

    public static string Answer(bool? hadThrombosis) =>
        Texts.Get(
        hadThrombosis switch { true => "thrombosis.yes", false => "thrombosis.no", null => "thrombosis.open" });

    /// <summary>Who may be chosen as a parent: everybody but one sex, and the person itself.</summary>
    public IEnumerable<(string, string)> Parents(Sex not) =>
        Members.Where(m => m.Sex != not && m.Label != Member).Select(m => (m.Label, m.Label)).Prepend(("", "–"));

    public string Called(int? id) => Members.FirstOrDefault(m => m.Id == id)?.Label ?? "";

    /// <summary>What the symbols say.</summary>
    public IReadOnlyDictionary<int, Figure> Figures =>
        Members.ToDictionary(m => m.Id, m => new Figure(m.Label, m.Sex, m.HadThrombosis, m.Deceased,
        Texts.List(
            [m.Label, m.Sex == Sex.Unknown ? Texts.Get("pedigree.sex-open") : Texts.Get("sex." + m.Sex),
                Answer(m.HadThrombosis), .. m.Deceased ? [Texts.Get("member.deceased")] : Array.Empty<string>()])));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Member is null) return Page();
        if (Members.FirstOrDefault(m => m.Label == Member) is not { } m) return NotFound();
        (Label, Sex, Deceased, Thrombosis) = (m.Label, m.Sex, m.Deceased ? Yes : "",
            m.HadThrombosis switch { true => Yes, false => No, null => "" });
        (Father, Mother, Subject) = (Members.FirstOrDefault(p => p.Id == m.FatherId)?.Label,
            Members.FirstOrDefault(p => p.Id == m.MotherId)?.Label, Subjects.GetValueOrDefault(m.SubjectId ?? 0)?.Code);
        return Page();
    }

    public async Task<IActionResult> OnPostMemberAsync(Guid id, CancellationToken stop)
    {
        var entry = new MemberEntry(Label, Sex, Thrombosis switch { Yes => true, No => false, _ => null },
            Deceased == Yes, Father, Mother, Subject);
        if (ModelState.IsValid
            && await DoneAsync(
            () => Member is null ? service.AddAsync(id, entry, stop) : service.ChangeAsync(id, Member, entry, stop)))
        {
            Say("saved");
            return Redirect($"/families/{id}");
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await families.FindAsync(id, stop) is not { } found) return false;
        (Family, Subjects) = (found.Family, found.Subjects);
        Layout = PedigreeLayout.Of([.. found.Members.Select(m => new Kin(m.Id, m.Sex, m.FatherId, m.MotherId))]);
        Members = [.. found.Members.OrderBy(m => Layout.Spots[m.Id].Row).ThenBy(m => Layout.Spots[m.Id].X)];
        return true;
    }
}
