"""A made-up standard of a bakery, small enough to know by heart."""

from curriculum.standard import (
    Attitude,
    Block,
    Duty,
    KsaUse,
    PerformanceCriterion,
    Standard,
    Task,
    WorkOutput,
)


def uses(**items: str) -> tuple[KsaUse, ...]:
    """K or S items by code."""
    return tuple(KsaUse(code=code, text=text) for code, text in items.items())


def criteria(**items: str) -> tuple[PerformanceCriterion, ...]:
    """Criteria by code; `P1_1_1` stands for `P1.1.1`."""
    return tuple(
        PerformanceCriterion(code=code.replace("_", "."), text=text) for code, text in items.items()
    )


def bakery() -> Standard:
    """A made-up standard: a block for two tasks, one for a single task, a duty without tasks."""
    preparing = Duty(
        code="T1",
        text="備料",
        tasks=(Task(code="T1.1", text="盤點食材"), Task(code="T1.2", text="規劃採購")),
        blocks=(
            Block(
                tasks=("T1.1", "T1.2"),
                level=3,
                outputs=(WorkOutput(code="O1.1.1", text="庫存紀錄表"),),
                criteria=criteria(
                    P1_1_1="依盤點程序，列舉食材的數量與效期。",
                    P1_1_2="當食材即將過期時，通報主管。",
                    P1_2_1="分析銷售數據，並擬定採購計畫。",
                ),
                knowledge=uses(K01="食材保存知識", K02="食品安全衛生法規【註1】"),
                skills=uses(S01="文書處理能力", S02="庫存軟體操作能力"),
            ),
        ),
    )
    baking = Duty(
        code="T2",
        text="烘焙",
        tasks=(Task(code="T2.1", text="操作烘焙設備"),),
        blocks=(
            Block(
                tasks=("T2.1",),
                level=2,
                criteria=criteria(P2_1_1="依標準作業程序操作烘焙設備。", P2_1_2="作業環境之安全。"),
                knowledge=uses(K03="烘焙原理", K04="食材保存知識【註1】"),
                skills=uses(S03="溝通協調能力"),
            ),
        ),
    )
    serving = Duty(
        code="T3",
        text="顧客服務",
        blocks=(Block(tasks=(), level=None, criteria=criteria(P3_1_1="回應顧客抱怨。")),),
    )
    return Standard(
        code="ABC1234-001v1",
        name="烘焙助理人員",
        name_kind="occupation",
        level=2,
        duties=(preparing, baking, serving),
        attitudes=(
            Attitude(code="A01", name="謹慎細心", text="能精確地檢視每個程序。"),
            Attitude(code="A02", name="主動積極", text=""),
        ),
    )
